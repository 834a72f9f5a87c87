package io.lamplighter.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lamplighter.api.Region;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.UnitOfWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users, partners and sessions. The first ones are made in the background: hashing takes its time.
 */
@Component(
    service = {Access.class, Users.class},
    configurationPid = "io.lamplighter.security",
    immediate = true)
@Designate(ocd = Security.Config.class)
public final class Security implements Access, Users {
  private static final Logger LOG = LoggerFactory.getLogger(Security.class);
  private static final Duration CLEAN_EVERY = Duration.ofMinutes(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final FirstStart firstStart;
  private final Logins logins;
  private final Staff staff;
  private final ScheduledExecutorService background;

  /** Lengths of time and the region of the first users. */
  @ObjectClassDefinition(
      name = "%security.name",
      description = "%security.description",
      localization = "OSGI-INF/l10n/bundle")
  public @interface Config {
    @AttributeDefinition(
        name = "%sessionHours.name",
        description = "%sessionHours.description",
        min = "1",
        max = "720")
    int sessionHours() default 8;

    @AttributeDefinition(
        name = "%sessionsEach.name",
        description = "%sessionsEach.description",
        min = "1",
        max = "10000")
    int sessionsEach() default 200;

    @AttributeDefinition(
        name = "%lockFailures.name",
        description = "%lockFailures.description",
        min = "1",
        max = "100")
    int lockFailures() default 5;

    @AttributeDefinition(
        name = "%lockWindowMinutes.name",
        description = "%lockWindowMinutes.description",
        min = "1",
        max = "1440")
    int lockWindowMinutes() default 15;

    @AttributeDefinition(
        name = "%lockMinutes.name",
        description = "%lockMinutes.description",
        min = "1",
        max = "1440")
    int lockMinutes() default 15;

    @AttributeDefinition(name = "%firstRegion.name", description = "%firstRegion.description")
    String firstRegion() default "33";
  }

  @Activate
  public Security(
      BundleContext bundle,
      Config config,
      @Reference(target = "(schema=security)") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock) {
    if (!Region.isCode(config.firstRegion())) {
      throw new IllegalArgumentException(
          "firstRegion is not a region code: " + config.firstRegion());
    }
    Limits limits =
        new Limits(
            Duration.ofHours(config.sessionHours()),
            config.sessionsEach(),
            config.lockFailures(),
            Duration.ofMinutes(config.lockWindowMinutes()),
            Duration.ofMinutes(config.lockMinutes()));
    Passwords passwords = new Passwords();
    Recent recent = new Recent(Ticker.systemTicker());
    String data = bundle.getProperty("lamp.data");
    SecretFile file = new SecretFile(Path.of(data == null ? "data" : data, "first-users.json"));
    this.firstStart = new FirstStart(work, journal, passwords, file, config.firstRegion());
    this.logins = new Logins(work, journal, clock, limits, passwords, recent);
    this.staff = new Staff(work, journal, clock, limits, passwords, recent);
    this.background =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lamp-security");
              thread.setDaemon(true);
              return thread;
            });
    background.execute(this::makeFirstUsers);
    background.scheduleWithFixedDelay(this::clean, 1, CLEAN_EVERY.toMinutes(), TimeUnit.MINUTES);
  }

  @Deactivate
  void stop() {
    background.shutdownNow();
  }

  /** A database that is away for a moment must not leave the platform without security for ever. */
  private void makeFirstUsers() {
    try {
      firstStart.run();
    } catch (RuntimeException e) {
      LOG.warn("The first users could not be made yet: {}", e.toString());
      background.schedule(this::makeFirstUsers, RETRY_AFTER.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void clean() {
    try {
      logins.purge();
    } catch (RuntimeException e) {
      LOG.warn("Old sessions could not be deleted, trying again later: {}", e.toString());
    }
  }

  @Override
  public Session logIn(String user, String password) {
    return logins.logIn(user, password);
  }

  @Override
  public void logOut(String token) {
    logins.logOut(token);
  }

  @Override
  public Caller person(String token) {
    return logins.person(token);
  }

  @Override
  public Caller partner(String key) {
    return logins.partner(key);
  }

  @Override
  public List<User> users(Caller caller) {
    return staff.users(caller);
  }

  @Override
  public List<Partner> partners(Caller caller) {
    return staff.partners(caller);
  }

  @Override
  public String addUser(Caller caller, String name, Set<Role> roles, String region) {
    return staff.addUser(caller, name, roles, region);
  }

  @Override
  public String resetPassword(Caller caller, String name) {
    return staff.resetPassword(caller, name);
  }

  @Override
  public void removeUser(Caller caller, String name) {
    staff.removeUser(caller, name);
  }

  @Override
  public String putPartner(Caller caller, String name, Set<String> channels, String region) {
    return staff.putPartner(caller, name, channels, region);
  }

  @Override
  public void removePartner(Caller caller, String name) {
    staff.removePartner(caller, name);
  }
}
