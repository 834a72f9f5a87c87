package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.security.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Somebody at the shell of a platform that has just the services a test gives it. */
final class Terminal {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private final Map<String, Object> variables =
      new HashMap<>(Map.of("USER", "forged", "LANG", "C"));
  private final Map<String, Object> services = new HashMap<>();

  private Subject login = new Subject();

  Terminal() {
    logIn("lamp", "admin");
    give(Operator.class, new Operator(Set.of(Role.DISPATCHER), "33", ZoneId.of("Asia/Shanghai")));
  }

  <S> Terminal give(Class<S> type, S service) {
    services.put(type.getName(), service);
    return this;
  }

  Terminal speak(String lang) {
    variables.put("LANG", lang);
    return this;
  }

  /** Who has logged in, with which of the machine's roles; nobody without a name. */
  Terminal logIn(String name, String... roles) {
    login = new Subject();
    if (!name.isEmpty()) {
      login.getPrincipals().add(new UserPrincipal(name));
    }
    for (String role : roles) {
      login.getPrincipals().add(new RolePrincipal(role));
    }
    return this;
  }

  private static void as(Subject login, LampCommand command) throws Exception {
    try {
      Subject.doAs(
          login,
          (PrivilegedExceptionAction<Object>)
              () -> {
                command.execute();
                return Boolean.TRUE;
              });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  /** Works for whoever has logged in. */
  void typing(Runnable work) {
    Subject.doAs(
        login,
        (PrivilegedAction<Object>)
            () -> {
              work.run();
              return Boolean.TRUE;
            });
  }

  /** Runs a command and gives what it has shown. */
  String run(LampCommand command) throws Exception {
    connect(command);
    shown.reset();
    as(login, command);
    return shown.toString(StandardCharsets.UTF_8);
  }

  /** Runs a command that must fail and gives the one line that the shell shows. */
  String failing(LampCommand command) {
    connect(command);
    shown.reset();
    return assertThrows(CommandException.class, () -> as(login, command)).getNiceHelp();
  }

  String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  BundleContext bundle() {
    return proxy(
        BundleContext.class,
        (name, arguments) ->
            switch (name) {
              case "getServiceReference" -> reference(((Class<?>) arguments[0]).getName());
              case "getServiceReferences" ->
                  Stream.ofNullable(reference(((Class<?>) arguments[0]).getName())).toList();
              case "getService" -> services.get(((ServiceReference<?>) arguments[0]).toString());
              default -> Boolean.TRUE;
            });
  }

  Session session() {
    return proxy(
        Session.class,
        (name, arguments) ->
            switch (name) {
              case "get" -> variables.get((String) arguments[0]);
              case "getConsole" -> console;
              default -> null;
            });
  }

  private void connect(LampCommand command) {
    command.bundle = bundle();
    command.session = session();
  }

  private @Nullable Object reference(String type) {
    return services.containsKey(type)
        ? proxy(ServiceReference.class, (name, arguments) -> name.equals("toString") ? type : null)
        : null;
  }

  private interface Answer {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            Terminal.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                answer.to(method.getName(), arguments == null ? new Object[0] : arguments)));
  }
}
