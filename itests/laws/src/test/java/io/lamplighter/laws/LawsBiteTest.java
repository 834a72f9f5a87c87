package io.lamplighter.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.lamplighter.api.Page;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every law finds its breach: a law that cannot fail protects nothing. */
class LawsBiteTest {
  private static Part part(Class<?> component, String... holds) {
    return new Part("intake-x", component.getName(), Set.of(), Set.of(holds));
  }

  private static List<String> neighbours(Part... parts) {
    return NeighbourLaws.neighboursComeAndGo(
        new ClassFileImporter().importClasses(Bad.Owner.class, Bad.Line.class, Bad.Open.class),
        List.of(parts));
  }

  @Test
  void neighbours() {
    String journal = "io.lamplighter.api.journal.Journal";
    String customers = "io.lamplighter.api.customers.Customers";
    assertEquals(
        List.of(
            Bad.Owner.class.getName()
                + " owns a thread or a line and holds "
                + journal
                + " statically"),
        neighbours(part(Bad.Owner.class, journal)));
    assertEquals(List.of(), neighbours(part(Bad.Owner.class)));
    assertEquals(List.of(), neighbours(part(Bad.Owner.class, "io.lamplighter.api.mqtt.Broker")));
    assertEquals(List.of(), neighbours(part(Bad.Open.class, journal)));
    assertEquals(1, neighbours(part(Bad.Open.class, customers)).size());
    Part own = new Part("intake-x", Bad.Open.class.getName(), Set.of("own"), Set.of(journal));
    assertEquals(1, neighbours(part(Bad.Owner.class, "own"), own).size(), "by what it holds");
    Part resource =
        new Part(
            "intake-x",
            Bad.Owner.class.getName(),
            Set.of("io.lamplighter.api.door.Resource"),
            Set.of(customers));
    assertEquals(List.of(), neighbours(resource));
  }

  @Test
  void componentsAreRead() {
    assertEquals(
        new Part("x", "io.A", Set.of("io.B"), Set.of("io.C")),
        Part.parse(
            "x",
            "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"io.A\">"
                + "<service><provide interface=\"io.B\"/></service>"
                + "<reference name=\"c\" interface=\"io.C\"/>"
                + "<reference name=\"d\" interface=\"io.D\" policy=\"dynamic\"/>"
                + "<implementation class=\"io.A\"/></scr:component>"));
  }

  @Test
  void transactions() {
    assertEquals(
        1,
        NeighbourLaws.contractsTakeNoTransaction(
                new ClassFileImporter().importClasses(Bad.Contract.class),
                Pattern.compile("io\\.lamplighter\\..*"))
            .size());
  }

  @Test
  void exports() {
    assertFalse(
        ManifestLaws.exportsNothing(with("Export-Package", "io.lamplighter.desk")).isEmpty());
    assertTrue(ManifestLaws.exportsNothing(new Attributes()).isEmpty());
  }

  @Test
  void siblings() {
    assertEquals(
        List.of("imports io.lamplighter.desk"),
        ManifestLaws.importsNoSibling(
            with(
                "Import-Package",
                "io.lamplighter.api;version=\"[1.0,2)\",io.lamplighter.api.desk,io.lamplighter.desk")));
    assertFalse(ManifestLaws.importsNoSibling(with("Require-Bundle", "any")).isEmpty());
    assertFalse(ManifestLaws.importsNoSibling(with("DynamicImport-Package", "*")).isEmpty());
  }

  @Test
  void optionalImports() {
    assertEquals(
        1,
        ManifestLaws.importsNothingOptionally(
                with(
                    "Import-Package",
                    "a;resolution:=optional;version=\"[1,2)\",b;version=\"[1,2)\""))
            .size());
  }

  @Test
  void versions() {
    assertEquals(
        List.of("no version: b"),
        ManifestLaws.exportsAreVersioned(with("Export-Package", "a;version=\"1.0.0\",b")));
  }

  @Test
  void featuresWithoutWhatTheyNeed() {
    Map<String, Set<String>> exporters =
        Map.of(
            "javax.ws.rs", Set.of("platform-rest"),
            "io.lamplighter.api.desk", Set.of("lamplighter-desk-api"),
            "org.osgi.service.component", Set.of("platform-components"));
    Attributes manifest = with("Import-Package", "javax.ws.rs;version=\"[2,3)\",org.slf4j");
    manifest.putValue("Service-Component", "OSGI-INF/a.xml");
    assertEquals(
        List.of(
            "does not name platform-rest for javax.ws.rs",
            "does not name platform-components for its components",
            "names lamplighter-desk-api without need"),
        FeatureLaws.namesWhatIsNeeded(
            manifest, exporters, Set.of("lamplighter-desk-api", "lamplighter-systems")));
    assertEquals(
        List.of(),
        FeatureLaws.namesWhatIsNeeded(
            manifest, exporters, Set.of("platform-rest", "platform-components")));
  }

  @Test
  void systemTime() {
    for (Class<?> bad :
        List.of(
            Bad.Now.class,
            Bad.Millis.class,
            Bad.SystemClock.class,
            Bad.Today.class,
            Bad.NewDate.class)) {
      assertBites(CodeLaws.noSystemTime(), bad);
    }
    assertHolds(CodeLaws.noSystemTime(), Bad.Good.class);
  }

  @Test
  void defaults() {
    for (Class<?> bad :
        List.of(
            Bad.Bytes.class, Bad.Lower.class, Bad.Format.class, Bad.Zone.class, Bad.Reader.class)) {
      assertBites(CodeLaws.noDefaults(), bad);
    }
    assertHolds(CodeLaws.noDefaults(), Bad.Good.class);
  }

  @Test
  void factsByHand() {
    assertBites(CodeLaws.factsAreRecords(), Bad.HandMade.class);
  }

  @Test
  void openComponents() {
    assertBites(CodeLaws.componentsAreFinal(Set.of(Bad.Open.class.getName())), Bad.Open.class);
  }

  @Test
  void publicEntities() {
    assertBites(CodeLaws.entitiesStayInside(), Bad.ShownEntity.class);
  }

  @Test
  void longFiles() {
    assertEquals(1, SourceLaws.noLongFiles(Map.of("Long.java", 301, "Short.java", 300)).size());
  }

  @Test
  void unmarkedPackages() {
    assertEquals(
        List.of("b is not @NullMarked"),
        SourceLaws.packagesAreNullMarked(
            Map.of(
                "a/A.java", "", "a/package-info.java", "@NullMarked package a;", "b/B.java", "")));
  }

  @Test
  void helpInOneLanguage() {
    Properties en = new Properties();
    en.setProperty("speed", "Speed");
    assertEquals(1, SourceLaws.helpIsBilingual(en, new Properties()).size());
  }

  @Test
  void hiddenSettings() {
    String metatype = "<OCD><AD id=\"speed\" type=\"Integer\"/><AD id=\"seed\"/></OCD>";
    assertEquals(
        List.of("seed is not in the .cfg"),
        SourceLaws.settingsAreDocumented(metatype, "# how fast\n#speed = 60\n"));
  }

  @Test
  void settingsOfTheHouseElsewhere() {
    assertEquals(
        List.of("zone is the house's to say"),
        SourceLaws.theHouseSaysIt("<OCD><AD id=\"zone\"/><AD id=\"zones\"/></OCD>"));
    assertEquals(
        List.of("a/A.java asks for lamp.data itself"),
        SourceLaws.oneFolder(
            Map.of("a/A.java", "(\"lamp.data\")", "kit/DataFolder.java", "(\"lamp.data\")")));
  }

  @Test
  void operationsForNobodyAndForOthersThanDescribed() {
    Operation forgotten = new Operation("get /a", Set.of(), false);
    Operation misspelt = new Operation("get /b", Set.of("agents", "partner:erp"), false);
    assertEquals(
        List.of("get /a states nobody who may call it", "get /b: nobody is called agents"),
        RightsLaws.everyOperationStatesItsCallers(List.of(forgotten, misspelt)));

    List<Operation> described =
        Fragment.of(
                "a",
                """
                paths:
                  /a:
                    get:
                      x-rights: [staff, 'partner:{a}']
                  /c:
                    post:
                      summary: c
                """)
            .operations();
    assertEquals(
        List.of(
            "get /a is for [crew], x-rights say [partner:{a}, staff]",
            "get /b is not described",
            "post /c is described only"),
        RightsLaws.describedIsWhatIsOffered(
            List.of(new Operation("get /a", Set.of("crew"), false), misspelt), described));
  }

  @Test
  void keysThatNobodyTakesOrTellsOf() {
    Operation keyed = new Operation("post /a", Set.of("crew"), true);
    Operation unkeyed = new Operation("post /a", Set.of("crew"), false);
    assertEquals(
        List.of("post /a takes an Idempotency-Key, which is not described"),
        RightsLaws.describedIsWhatIsOffered(List.of(keyed), List.of(unkeyed)));
    assertEquals(
        List.of("post /a takes no Idempotency-Key"),
        RightsLaws.describedIsWhatIsOffered(List.of(unkeyed), List.of(keyed)));
    assertEquals(List.of(), RightsLaws.describedIsWhatIsOffered(List.of(keyed), List.of(keyed)));
  }

  @Test
  void loosePieces() {
    Fragment fragment =
        Fragment.of(
            "a",
            """
            paths:
              /a/{no}:
                get:
                  parameters: [{name: 'no', in: query, schema: {$ref: '#/components/schemas/Name'}}]
            """);
    assertEquals(
        List.of("a: nobody says #/components/schemas/Name", "a: /a/{no} lists the parameters []"),
        fragment.loose(fragment.said()));
  }

  record Thing(String name, int size) {}

  static Page<Thing> things() {
    return Page.all(List.of());
  }

  @Test
  void answersOfAnotherShape() {
    Fragment fragment =
        Fragment.of(
            "a",
            """
paths:
  /a:
    get:
      responses: {'200': {content: {application/json: {schema: {allOf: [
        {properties: {items: {items: {$ref: '#/components/schemas/Thing'}}}}]}}}}}
  /b:
    get:
      responses: {'200': {content: {application/json: {schema: {properties: {
        items: {items: {required: [name], properties: {name: {}, size: {}}}}}}}}}}
components: {schemas: {Thing: {required: [name, size], properties: {name: {}, size: {}}}}}
""");
    JavaMethod things =
        new ClassFileImporter()
            .importClasses(LawsBiteTest.class)
            .get(LawsBiteTest.class)
            .getMethod("things");
    Shape shape = Shape.of(things).orElseThrow();
    JsonNode whole = fragment.said();
    assertEquals(List.of(), shape.breaches("a", fragment.answer("get /a", whole), whole));
    assertEquals(
        List.of(
            "b answers [name, size], the schema says [name, size], of them always there [name]"),
        shape.breaches("b", fragment.answer("get /b", whole), whole));
  }

  @Test
  void tablesThatGrowForEver() {
    String rules =
        """
        # What is kept how long.
        call    180 days (keepDays) after opened_at
        part    with call
        line    with call
        phone   30 days after at
                set number = null
        letter  kept:
        gone    kept: because
        """;
    assertEquals(
        List.of(
            "line does not go with call",
            "letter does not say why it is kept",
            "gone is no table",
            "forgotten has no rule",
            "letter has no rule",
            "line has no rule",
            "phone is emptied, and does not say why its rows are kept"),
        RetentionLaws.everyTableHasARule(
            Set.of("call", "part", "line", "phone", "letter", "forgotten"),
            Set.of("part call"),
            rules));
    assertEquals(
        List.of("call: no setting keepDays of 180"),
        RetentionLaws.daysAreSettings(rules, "<AD id=\"keepDays\" default=\"90\"/>"));
    assertEquals(
        List.of(), RetentionLaws.daysAreSettings(rules, "<AD id=\"keepDays\" default=\"180\"/>"));
  }

  private static void assertBites(ArchRule law, Class<?> bad) {
    assertTrue(breached(law, bad), law.getDescription() + " does not see " + bad.getSimpleName());
  }

  private static void assertHolds(ArchRule law, Class<?> good) {
    assertFalse(breached(law, good), law.getDescription());
  }

  private static boolean breached(ArchRule law, Class<?> sample) {
    return law.evaluate(new ClassFileImporter().importClasses(sample)).hasViolation();
  }

  private static Attributes with(String header, String value) {
    Attributes attributes = new Attributes();
    attributes.putValue(header, value);
    return attributes;
  }

  @Test
  void whatYamlReadsOtherwiseIsFound() {
    String cut = "components: {schemas: {A: {required: [on, to], description: Cut, here.}}}";
    assertEquals(
        List.of("bad: /components/schemas/A/required", "bad: /components/schemas/A/here."),
        Fragment.of("bad", cut).misread());
    String right = "components: {schemas: {A: {required: ['on'], example: {on: null}}}}";
    assertEquals(List.of(), Fragment.of("right", right).misread());
  }
}
