package io.lamplighter.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestDatabase;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer is found by his phone, however he or the file writes it. */
@NullUnmarked
class PhonesTest {
  private final UnitOfWork work = TestDatabase.unit("customers");
  private final CustomerService customers;

  PhonesTest() {
    TestDatabase.reset("customers");
    customers =
        new CustomerService(
            work,
            new CommittedFacts(),
            new NotedLooks(),
            new CustomersTest.PlainCsv(),
            Instant::now);
    Caller loader = new Caller("p", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR), "3306", Set.of());
    String file =
        "customerNo,name,region,phones,lon,lat\n"
            + "c1,王五,330602,0575-88771004,0,0\n"
            + "c2,李四,330602,+86 138 0077 9001;（0575）8877 1299,,\n"
            + "c3,张三,330602,ask him,,\n";
    assertEquals(1, customers.importCsv(loader, new StringReader(file)).badCount());
    assertEquals(null, customers.get(agent(), "c1").location(), "0/0 is no place");
  }

  private static Caller agent() {
    return new Caller("a", Caller.Kind.PERSON, Set.of(Role.AGENT), "3306", Set.of());
  }

  private String found(String phone) {
    List<Match> matches = customers.match(List.of(new Clue(null, phone, null, null)));
    return matches.get(0) == null ? "nobody" : matches.get(0).customerNo();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+86-575-88771004", "0575-88771004", "(0575) 8877 1004", "０５７５８８７７１００４转2"})
  void byALandline(String phone) {
    assertEquals("c1", found(phone));
    assertEquals("c1", customers.find(agent(), phone, null, null, 9).items().get(0).customerNo());
  }

  @ParameterizedTest
  @ValueSource(strings = {"13800779001", "86 13800779001", "057588771299"})
  void byAnyOfSeveral(String phone) {
    assertEquals("c2", found(phone));
  }

  @Test
  void byNothingThatIsNoPhone() {
    assertEquals("nobody", found("anonymous"));
    assertEquals("nobody", found("ask him"));
  }

  @Test
  void whoIsThereAlreadyIsFoundToo() throws Exception {
    String script;
    try (InputStream file = getClass().getResourceAsStream("/db/customers/V5__phones_by_key.sql")) {
      script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    String function = script.substring(0, script.indexOf("$$;") + 3);
    List<String> written =
        List.of(
            "13800779001",
            "+8613800779001",
            "86-138-0077-9001",
            "0086-13800779001",
            "0575-88771004",
            "0575-1234567",
            "+86-575-88771004",
            "+86-0575-88771004",
            "010-12345678",
            "88771004",
            "4008895598",
            "+852-23456789",
            "00852-23456789",
            "95598");
    work.run(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement()) {
            statement.execute(function);
          }
          for (String phone : written) {
            try (PreparedStatement select =
                transaction.connection().prepareStatement("select pg_temp.phone_key(?)")) {
              select.setString(1, phone);
              try (ResultSet row = select.executeQuery()) {
                row.next();
                assertEquals(Keys.phone(phone), row.getString(1), phone);
              }
            }
          }
        });
  }
}
