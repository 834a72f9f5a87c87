package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.kit.data.DataFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every field wrong in turn is said with its file and line. */
class RuleTablesTest {
  private static final List<String> NAMES = List.of(RuleFile.COLUMNS.split(","));
  private static final Map<String, String> GOOD =
      row(
          "fault.first-response,2023,Own,2024-01-01,-,fault-repair,-,-,-,-,-,request.received,"
              + "request.dispatched,request.cancelled,-,30,minutes,24x7,-,each,10,urgent,no-access,"
              + "1x10,-,own,here");

  @Test
  void everyColumnSaysWhatIsWrongInIt() {
    assertEquals("", mistake(Map.of()));
    says("must be like fault.first-response", Map.of("code", "Fault"));
    says("must be a day", Map.of("from", "2024"));
    says("is before from", Map.of("to", "2023-12-31"));
    says("kind may not have 'fault'", Map.of("kind", "fault"));
    says("class may not have 'big'", Map.of("class", "big"));
    says("important must be one of", Map.of("important", "maybe"));
    says("area may not have 'town'", Map.of("area", "urban|town"));
    says("channel may not have 'A B'", Map.of("channel", "A B"));
    says("no code of GB/T 2260", Map.of("region", "330"));
    says("starts: 'x>1' is no condition", Map.of("starts", "request.received?x>1"));
    says("needs both starts and ends", Map.of("ends", "-"));
    says("part 'Later'", Map.of("part", "Later"));
    says("is not a number from", Map.of("amount", "half"));
    says("amount must not be 0", Map.of("amount", "0"));
    says("unit must be one of", Map.of("unit", "days"));
    says("there is no calendar 'US'", Map.of("calendar", "US"));
    says("reading may not have 'kind'", Map.of("reading", "kind"));
    says("measure must be one of", Map.of("measure", "all"));
    says("warn may not have '30'", Map.of("warn", "30"));
    says("there is no ladder 'steep'", Map.of("ladder", "steep"));
    says("'lunch' is no reason for a pause", Map.of("pauses", "lunch"));
    says("extend must be like 1x10", Map.of("extend", "often"));
    says("only a rule with a region may be looser", Map.of("overlay", "looser"));
    says("overlay must be one of", Map.of("overlay", "yes"));
    says("status must be one of", Map.of("status", "fine"));
    says("needs code,edition", Map.of("source", ""));
  }

  @Test
  void editionsOfOneIssuerDoNotOverlap() {
    Map<String, String> old = with(Map.of("edition", "2011", "from", "-", "to", "2024-01-01"));

    assertTrue(mistake(old, GOOD).contains("line 3: editions of one issuer overlap"));
    assertEquals(
        "", mistake(with(Map.of("edition", "2011", "from", "-", "to", "2023-12-31")), GOOD));
    assertEquals("", mistake(with(Map.of("area", "urban")), with(Map.of("area", "rural"))));
    assertEquals(
        "",
        mistake(
            with(Map.of("starts", "request.received?kindSure=true")),
            with(Map.of("starts", "request.received?kindSure=false"))));
  }

  @Test
  void aRegionLoosensANationalRuleOnlyWhenItSaysSo() {
    Map<String, String> looser = with(Map.of("issuer", "Province", "region", "33", "amount", "45"));
    Map<String, String> said = new LinkedHashMap<>(looser);
    said.put("overlay", "looser");

    assertTrue(mistake(GOOD, looser).contains("line 3: loosens fault.first-response of Own"));
    assertTrue(mistake(looser, GOOD).contains("line 2: loosens"));
    assertEquals("", mistake(GOOD, said));
    assertEquals(
        "", mistake(GOOD, with(Map.of("issuer", "Province", "region", "33", "amount", "20"))));
  }

  @Test
  void ladderNeverComesBackToItself() {
    String head = Ladders.COLUMNS + "\n";

    assertTrue(ladder(head + "a,go-on,b,-\nb,go-on,a,-").contains("circle: a > b > a"));
    assertTrue(ladder(head + "a,go-on,a,-").contains("circle"));
    assertTrue(ladder(head + "a,go-on,c,-").contains("no such ladder"));
    assertTrue(ladder(head + "a,never,holder,-").contains("when is warned"));
    assertTrue(ladder(head + "a,warned,boss,cell").contains("tell is holder"));
    assertTrue(ladder(head + "a,warned,in-charge,post").contains("level is cell"));
    assertTrue(ladder(head + "a,warned,holder,cell").contains("level is cell"));
    assertEquals("", ladder(head + "a,go-on,b,-\nb,breached+2h,in-charge,county"));
  }

  @Test
  void whatNobodyWritesIsNamedUnlessItIsOfALaterPart() {
    assertEquals("", typed(Map.of()));
    assertTrue(typed(Map.of("ends", "request.recieved")).contains("request.received"));
    assertTrue(
        typed(Map.of("ends", "case.closed")).contains("no part here writes entries case.closed"));
    assertEquals("", typed(Map.of("ends", "case.closed", "part", "connections")));
    assertTrue(typed(Map.of("starts", "request.received?colour")).contains("has no field colour"));
    // What has no column of its own is a condition, once an entry carries it.
    assertEquals("", typed(Map.of("starts", "request.received?voltage=10kV|35kV")));
    assertTrue(
        typed(Map.of("starts", "request.received?customerLevel=special"))
            .contains("line 2: request.received has no field customerLevel"));
    assertTrue(
        typed(Map.of("starts", "request.received?kind=fault")).contains("kind is never fault"));
    assertTrue(
        typed(Map.of("starts", "request.received?details.x", "part", "connections"))
            .contains("has no field"));
  }

  private static void says(String why, Map<String, String> change) {
    String mistake = mistake(change);
    assertTrue(mistake.startsWith("rules.csv line 2: ") && mistake.contains(why), mistake);
  }

  private static String mistake(Map<String, String> change) {
    return mistake(new Map[] {with(change)});
  }

  @SafeVarargs
  private static String mistake(Map<String, String>... rows) {
    return thrown(() -> RuleSet.of(file(rows), null, Years.NONE));
  }

  private static String typed(Map<String, String> change) {
    return thrown(() -> new TypeCheck(new Known()).check(RuleFile.read(file(with(change)))));
  }

  private static String ladder(String text) {
    return thrown(() -> Ladders.of(DataFile.parse("ladders.csv", text, Ladders.COLUMNS)));
  }

  private static String thrown(Runnable reading) {
    try {
      reading.run();
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @SafeVarargs
  private static DataFile file(Map<String, String>... rows) {
    StringBuilder text = new StringBuilder(RuleFile.COLUMNS);
    for (Map<String, String> row : rows) {
      text.append('\n').append(String.join(",", row.values()));
    }
    return DataFile.parse("rules.csv", text.toString(), RuleFile.COLUMNS);
  }

  private static Map<String, String> with(Map<String, String> change) {
    Map<String, String> row = new LinkedHashMap<>(GOOD);
    row.putAll(change);
    return row;
  }

  private static Map<String, String> row(String written) {
    Map<String, String> row = new LinkedHashMap<>();
    String[] fields = written.split(",");
    for (int i = 0; i < fields.length; i++) {
      row.put(NAMES.get(i), fields[i]);
    }
    return row;
  }

  /** As the journal's own: what resembles a known type is misspelt. */
  private static final class Known implements FactTypes {
    private static final Type RECEIVED =
        new Type(
            "request.received",
            "",
            Map.of(
                "properties",
                Map.of(
                    "kind",
                    Map.of("type", "string", "enum", List.of("fault-repair", "complaint")),
                    "kindSure",
                    Map.of("type", "boolean"),
                    "voltage",
                    Map.of("type", "string"))));

    @Override
    public List<Type> all() {
      return List.of(RECEIVED);
    }

    @Override
    public Optional<Type> find(String type) {
      return switch (type) {
        case "request.received" -> Optional.of(RECEIVED);
        case "request.dispatched", "request.cancelled" ->
            Optional.of(new Type(type, "", Map.of("properties", Map.of())));
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<String> mistake(String type) {
      return type.startsWith("request.")
          ? Optional.of(type + " is not known, is request.received meant?")
          : Optional.empty();
    }
  }
}
