package io.lamplighter.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lamplighter.api.House;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Sessions;
import io.lamplighter.api.security.Users;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.parts.InstalledParts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    service = {Access.class, Users.class, Sessions.class},
    configurationPid = "io.lamplighter.security",
    immediate = true)
@Designate(ocd = Security.Config.class)
public final class Security implements Access, Users, Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Security.class);
  private static final Duration CLEAN_EVERY = Duration.ofMinutes(10);
  private static final Duration LOOK_AFTER = Duration.ofMillis(100);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  private final FirstStart firstStart;
  private final Logins logins;
  private final Staff staff;
  private final OpenSessions sessions;
  private final Changes changes;
  private final Journal journal;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final Journal.Watch watch;
  private final ScheduledExecutorService background;
  private final ScheduledExecutorService follower;

  /** Lengths of time. */
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
        name = "%sessionIdleMinutes.name",
        description = "%sessionIdleMinutes.description",
        min = "1",
        max = "1440")
    int sessionIdleMinutes() default 30;

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
  }

  @Activate
  public Security(
      BundleContext bundle,
      Config config,
      @Reference(target = "(schema=security)") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock,
      @Reference House house) {
    Limits limits =
        new Limits(
            Duration.ofHours(config.sessionHours()),
            Duration.ofMinutes(config.sessionIdleMinutes()),
            config.sessionsEach(),
            config.lockFailures(),
            Duration.ofMinutes(config.lockWindowMinutes()),
            Duration.ofMinutes(config.lockMinutes()));
    Passwords passwords = new Passwords();
    Recent recent = new Recent(Ticker.systemTicker());
    SecretFile file = new SecretFile(DataFolder.of(bundle).of("first-users.json"));
    this.firstStart =
        new FirstStart(
            work, journal, passwords, file, InstalledParts.channels(bundle), house.region());
    this.journal = journal;
    this.changes = new Changes(recent);
    this.logins = new Logins(work, journal, clock, limits, passwords, recent, changes);
    this.staff =
        new Staff(
            work, journal, clock, limits, passwords, changes, () -> InstalledParts.names(bundle));
    this.sessions = new OpenSessions(work, journal, changes);
    this.background = threadNamed("lamp-security");
    this.follower = threadNamed("lamp-security-changes");
    background.execute(this::makeFirstUsers);
    background.scheduleWithFixedDelay(this::clean, 1, CLEAN_EVERY.toMinutes(), TimeUnit.MINUTES);
    follower.execute(this::follow);
    watch = journal.watch(this::look);
  }

  private static ScheduledExecutorService threadNamed(String name) {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            new ScheduledThreadPoolExecutor.DiscardPolicy());
    return one;
  }

  @Deactivate
  void stop() {
    watch.close();
    background.shutdownNow();
    follower.shutdownNow();
  }

  /** A burst of entries is looked at once. */
  private void look() {
    if (wanted.compareAndSet(false, true)) {
      follower.schedule(this::follow, LOOK_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void follow() {
    wanted.set(false);
    try {
      changes.follow(journal);
    } catch (RuntimeException e) {
      LOG.debug("What other nodes have changed cannot be read now", e);
      follower.schedule(this::follow, RETRY_AFTER.toSeconds(), TimeUnit.SECONDS);
    }
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
  public Session logIn(String user, String password, Origin origin) {
    return logins.logIn(user, password, origin);
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
  public Caller look(String token) {
    return logins.look(token);
  }

  @Override
  public Watch watch(Consumer<Change> changed) {
    return logins.watch(changed);
  }

  @Override
  public List<Open> open(Caller caller, @Nullable String user) {
    return sessions.open(caller, user);
  }

  @Override
  public void end(Caller caller, String id) {
    sessions.end(caller, id);
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
  public void changeUser(Caller caller, String name, Set<Role> roles, String region) {
    staff.changeUser(caller, name, roles, region);
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
