package io.lamplighter.broker.embedded;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
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

  BrokerUsers(Access access, OwnTopics topics, String platformUser, String platformPassword) {
    this.access = access;
    this.topics = topics;
    this.platformUser = platformUser;
    this.platformPassword = platformPassword;
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
    try {
      Caller partner = access.partner(password);
      return partner.name().equals(user) && partner.channels().contains(CHANNEL)
          ? subject(partner)
          : null;
    } catch (Refusal.Unauthenticated wrong) {
      return null;
    } catch (RuntimeException away) {
      // Not an answer about the key: the next attempt is asked again.
      throw new NoCacheLoginException(away.toString());
    }
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

  private static String names(Subject subject) {
    return subject.getPrincipals(Caller.class).stream().map(Caller::name).toList().toString();
  }

  private boolean publishes(Caller concentrator, CheckType check, String address) {
    boolean publishing = check == CheckType.SEND || check == CheckType.CREATE_ADDRESS;
    return publishing && topics.isOwn(concentrator, address);
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
