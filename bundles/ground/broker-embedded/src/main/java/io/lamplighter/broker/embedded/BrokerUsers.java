package io.lamplighter.broker.embedded;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.NoCacheLoginException;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may connect, and what for: a partner of channel meter publishes to its own topics, the
 * platform reads; everything else is denied.
 */
final class BrokerUsers implements ActiveMQSecurityManager5 {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerUsers.class);

  /** The channel a partner must have. */
  static final String CHANNEL = "meter";

  private final Access access;
  private final OwnTopics topics;
  private final String platformUser;
  private final String platformPassword;
  private final List<Connected> listeners = new CopyOnWriteArrayList<>();

  BrokerUsers(Access access, OwnTopics topics, String platformUser, String platformPassword) {
    this.access = access;
    this.topics = topics;
    this.platformUser = platformUser;
    this.platformPassword = platformPassword;
  }

  /** The name under which the platform itself connects. */
  String platform() {
    return platformUser;
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      RemotingConnection connection,
      @Nullable String domain)
      throws NoCacheLoginException {
    if (user == null || password == null) {
      return null;
    }
    if (user.equals(platformUser)) {
      return same(password, platformPassword) ? subject(Caller.system(platformUser)) : null;
    }
    Subject proven = connection == null ? null : connection.getSubject();
    if (isOf(proven, user) && same(password, key(proven))) {
      // Whose key or rights have changed since is disconnected.
      return proven;
    }
    try {
      Caller partner = partner(user, password);
      return partner == null ? null : subject(partner, password);
    } catch (RuntimeException away) {
      // Not an answer about the key: the next attempt is asked again.
      throw new NoCacheLoginException(away.toString());
    }
  }

  /** Null when the key is not this user's, or he has no business here. */
  private @Nullable Caller partner(String user, String key) {
    try {
      Caller partner = access.partner(key);
      return partner.name().equals(user) && partner.channels().contains(CHANNEL) ? partner : null;
    } catch (Refusal.Unauthenticated wrong) {
      return null;
    }
  }

  /**
   * Whether he would be let in with the same rights today.
   *
   * @throws RuntimeException when nobody can tell
   */
  boolean isStill(Subject proven) {
    return proven.getPrincipals(Caller.class).stream()
        .allMatch(
            caller ->
                caller.kind() == Caller.Kind.SYSTEM
                    || caller.equals(partner(caller.name(), key(proven))));
  }

  private static String key(@Nullable Subject proven) {
    return proven == null
        ? ""
        : proven.getPrivateCredentials(String.class).stream().findFirst().orElse("");
  }

  @Override
  public boolean authorize(
      @Nullable Subject subject, Set<Role> roles, CheckType check, String address) {
    if (subject == null) {
      return false;
    }
    boolean may =
        subject.getPrincipals(Caller.class).stream()
            .anyMatch(
                caller -> caller.kind() == Caller.Kind.SYSTEM || publishes(caller, check, address));
    if (!may) {
      LOG.warn("{} may not {} on {}", names(subject), check, address);
    }
    return may;
  }

  /** Who is connected, and may have to be disconnected. */
  interface Connected {
    /** This partner's key or rights may be others now. */
    void mayHaveChanged(String partner);

    /** Anybody's may. */
    void mayHaveChanged();
  }

  /**
   * Tells from now on.
   *
   * @return close to end it
   */
  Access.Watch watch(Connected connected) {
    Access.Watch watch = follow(access);
    listeners.add(connected);
    return () -> {
      listeners.remove(connected);
      watch.close();
    };
  }

  /** Another one who proves who calls has come: what changed in between nobody has told. */
  void succeeded(Access by) {
    follow(by);
    listeners.forEach(Connected::mayHaveChanged);
  }

  private Access.Watch follow(Access there) {
    return there.watch(
        change -> {
          if (change.kind() == Caller.Kind.PARTNER) {
            listeners.forEach(connected -> connected.mayHaveChanged(change.name()));
          }
        });
  }

  /** Whether a connection is this partner's. */
  static boolean isOf(@Nullable Subject subject, String partner) {
    return subject != null
        && subject.getPrincipals(Caller.class).stream()
            .anyMatch(
                caller -> caller.kind() == Caller.Kind.PARTNER && caller.name().equals(partner));
  }

  static String names(Subject subject) {
    return subject.getPrincipals(Caller.class).stream().map(Caller::name).toList().toString();
  }

  private boolean publishes(Caller concentrator, CheckType check, String address) {
    boolean publishing = check == CheckType.SEND || check == CheckType.CREATE_ADDRESS;
    return publishing && topics.isOwn(concentrator, address);
  }

  private static Subject subject(Caller partner, String key) {
    Subject subject = subject(partner);
    subject.getPrivateCredentials().add(key);
    return subject;
  }

  private static Subject subject(Caller caller) {
    Subject subject = new Subject();
    subject.getPrincipals().add(caller);
    subject.getPrincipals().add(new UserPrincipal(caller.name()));
    return subject;
  }

  private static boolean same(String given, String right) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  /** The older forms of the question are never asked; whoever asks them is nobody. */
  @Override
  public boolean validateUser(@Nullable String user, @Nullable String password) {
    return false;
  }

  @Override
  public boolean validateUserAndRole(
      @Nullable String user, @Nullable String password, Set<Role> roles, CheckType check) {
    return false;
  }
}
