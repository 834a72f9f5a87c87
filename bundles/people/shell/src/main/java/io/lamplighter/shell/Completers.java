package io.lamplighter.shell;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.parts.InstalledParts;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** What TAB offers. */
final class Completers {
  private Completers() {}

  static String states() {
    return String.join(", ", wires(RequestState.values(), RequestState::wire));
  }

  static String moves() {
    return String.join(", ", wires(Move.values(), Move::wire));
  }

  private static <T> List<String> wires(T[] values, Function<T, String> wire) {
    return Arrays.stream(values).map(wire).collect(Collectors.toList());
  }

  /** One of a fixed list. */
  abstract static class Fixed implements Completer {
    private final StringsCompleter strings;

    Fixed(List<String> words) {
      this.strings = new StringsCompleter(words);
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
      return strings.complete(session, line, candidates);
    }
  }

  /** States of a request. */
  @Service
  public static final class States extends Fixed {
    public States() {
      super(wires(RequestState.values(), RequestState::wire));
    }
  }

  /** Kinds of request. */
  @Service
  public static final class Kinds extends Fixed {
    public Kinds() {
      super(wires(RequestKind.values(), RequestKind::wire));
    }
  }

  /** Moves of a request. */
  @Service
  public static final class Moves extends Fixed {
    public Moves() {
      super(wires(Move.values(), Move::wire));
    }
  }

  /** Roles of a person. */
  @Service
  public static final class Roles extends Fixed {
    public Roles() {
      super(wires(Role.values(), Role::wire));
    }
  }

  /** Channels of the parts that are installed. */
  @Service
  public static final class Channels implements Completer {
    @Reference @Nullable BundleContext bundle;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
      BundleContext context = bundle;
      return context == null
          ? -1
          : new StringsCompleter(InstalledParts.channels(context))
              .complete(session, line, candidates);
    }
  }

  /** Numbers of the newest requests. */
  @Service
  public static final class RequestNumbers implements Completer {
    private static final int MOST = 50;

    @Reference @Nullable BundleContext bundle;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
      BundleContext context = bundle;
      Login login = Login.current();
      if (context == null || login == null) {
        return -1;
      }
      RequestQuery newest =
          new RequestQuery(null, null, null, null, null, null, null, null, null, MOST);
      try {
        List<String> numbers =
            Services.with(context, Operator.class, operator -> operator.caller(login))
                .flatMap(
                    caller ->
                        Services.with(context, Desk.class, desk -> find(desk, caller, newest)))
                .orElse(List.of());
        return new StringsCompleter(numbers).complete(session, line, candidates);
      } catch (RuntimeException e) {
        // TAB offers nothing; the command itself will say why.
        return -1;
      }
    }

    /** The numbers alone are shown: that is no look at anybody. */
    private static List<String> find(Desk desk, Caller caller, RequestQuery query) {
      return desk.find(caller.through("shell"), query).items().stream()
          .map(Request::requestNo)
          .toList();
    }
  }
}
