package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a route file is told with the file, the line and the reason. */
class MistakeTest {
  private static final String YAML = "- route:\n    from:\n      uri: timer:a\n      steps:\n";
  private static final String XML = "<routes>\n<route><from uri=\"timer:a\"/>\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cut off          | - setBody: {                    | :6: while parsing a flow node
          unknown step     | - setBoddy: x                   | :5: Unknown node id: setBoddy
          unknown key      | - setBody: {constnt: x}         | :5: Unsupported field: constnt
          unknown scheme   | - to: nosuch:x                  | :5: No endpoint could be found for: nosuch
          unknown option   | - to: log:x?nosuch=1            | :5: Failed to resolve endpoint: log
          unknown property | - to: '{{partner.url}}'         | :5: Property with key [partner.url] not found
          wrong expression | - log: '${what}'                | :5: Unknown function: what
          wrong channel    | - to: desk:Street               | :5: desk:<channel> needs a channel's name
          """)
  void inYaml(String what, String step, String told) {
    assertTold("bad.camel.yaml", YAML + "        " + step + "\n", told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cut off        | <to uri="log:x">                      | :3: end tag name
          unknown step   | <setBoddy/></route></routes>          | :3: Unexpected element
          unknown scheme | <to uri="nosuch:x"/></route></routes> | :3: No endpoint could be found
          """)
  void inXml(String what, String step, String told) {
    String end = step.endsWith("</routes>") ? "" : "</route></routes>";
    assertTold("bad.camel.xml", XML + step + end, told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from: journal:r?from=today    | from is start or now
          from: journal:r?region=zj     | region is a region code
          from: journal:r?parallel=0    | parallel is 1 to 100
          from: journal:r_1             | a reader's name has
          hello: 1                      | there is no route in it
          """)
  void asAWhole(String from, String told) {
    String text =
        from.startsWith("from")
            ? "- route:\n    from:\n      uri: " + from.substring(6) + "\n      steps: []\n"
            : from;
    assertTold("bad.camel.yaml", text, told);
  }

  private static void assertTold(String file, String text, String told) {
    RouteFile source = new RouteFile(file, text, new Properties());
    RouteContexts contexts = Samples.contexts(null);
    Throwable thrown = assertThrows(Exception.class, () -> contexts.build(source));
    String mistake = Mistake.of(source, thrown, contexts.secrets());
    assertTrue(mistake.startsWith("etc/routes/" + file), mistake);
    assertTrue(mistake.contains(told), mistake);
  }
}
