package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Users;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every bad field is named, wherever in the body it stands. */
class PartnersResourceTest {
  private final Users nobody =
      (Users)
          Proxy.newProxyInstance(
              Users.class.getClassLoader(),
              new Class<?>[] {Users.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.toString());
              });

  @Test
  void aListMayHoldNothingThatIsMissing() {
    Refusal.Invalid partner =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                new PartnersResource(nobody)
                    .put(
                        new PartnersResource.NewPartner("c1", Arrays.asList("web", null), "33"),
                        Samples.calls(Samples.DISPATCHER)));
    assertEquals(
        List.of("/channels/1"), partner.errors().stream().map(FieldError::pointer).toList());
    Refusal.Invalid user =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                new UsersResource(nobody, Samples.house())
                    .change(
                        "anna",
                        new UsersResource.Rights(Arrays.asList("agent", null), "33"),
                        Samples.calls(Samples.DISPATCHER)));
    assertEquals(List.of("/roles/1"), user.errors().stream().map(FieldError::pointer).toList());
  }
}
