package io.lamplighter.camel;

import java.util.Collection;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.LineNumberAware;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/**
 * Finds the step of a route that could not be made: Camel tells it in words, not where it stands.
 */
final class FailedNode {
  private FailedNode() {}

  /** Its line in the file; 0 when it is not known. */
  static int line(ModelCamelContext context, Throwable thrown) {
    String words = thrown.getMessage();
    if (!(thrown instanceof FailedToCreateRouteException) || words == null) {
      return 0;
    }
    for (RouteDefinition route : context.getRouteDefinitions()) {
      if (!words.contains("route: " + route.getRouteId() + " ")) {
        continue;
      }
      Collection<ProcessorDefinition> steps =
          ProcessorDefinitionHelper.filterTypeInOutputs(
              route.getOutputs(), ProcessorDefinition.class);
      for (ProcessorDefinition<?> step : steps) {
        if (words.contains(">>> " + step + " <<<") && step.getLineNumber() > 0) {
          return step.getLineNumber();
        }
      }
      LineNumberAware from = route.getInput();
      return Math.max(0, from == null ? route.getLineNumber() : from.getLineNumber());
    }
    return 0;
  }
}
