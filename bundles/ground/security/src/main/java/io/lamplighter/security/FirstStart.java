package io.lamplighter.security;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users.Partner;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first users and partners of an empty database with random secrets. The file with them
 * is on disk before they are committed, so that no crash leaves secrets that nobody knows; a file
 * without a commit is written anew at the next start.
 */
final class FirstStart {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
  private static final String SELF = Caller.system("first-start").actor();

  /** Any number, the same on all nodes. */
  private static final long LOCK = 0x6c616d702d736563L;

  private final UnitOfWork work;
  private final Journal journal;
  private final Passwords passwords;
  private final SecretFile file;
  private final Set<String> channels;
  private final String region;

  /**
   * @param channels each gets a partner
   */
  FirstStart(
      UnitOfWork work,
      Journal journal,
      Passwords passwords,
      SecretFile file,
      Set<String> channels,
      String region) {
    this.work = work;
    this.journal = journal;
    this.passwords = passwords;
    this.file = file;
    this.channels = channels;
    this.region = region;
  }

  /** Does nothing when there is a user already. */
  void run() {
    boolean made = work.call(this::makeUnlessThere);
    if (made) {
      LOG.info("First users and partner keys are in {}; keep it safe or delete it", file.path());
    }
  }

  private boolean makeUnlessThere(Transaction transaction) throws SQLException, IOException {
    Connection connection = transaction.connection();
    new Sql(connection, "select pg_advisory_xact_lock(?)").with(LOCK).call();
    if (new Sql(connection, "select 1 from security.person limit 1").isThere()) {
      return false;
    }
    StringBuilder json = new StringBuilder("[\n");
    for (Role role : Role.values()) {
      String password = Secrets.password();
      Person person = new Person(role.wire(), passwords.hash(password), Set.of(role), region);
      person.insert(connection);
      append(transaction, "user.added", person.name(), Facts.of(person));
      json.append(
          String.format(
              Locale.ROOT,
              " {\"user\":\"%s\",\"password\":\"%s\",\"roles\":[\"%s\"],\"region\":\"%s\"},\n",
              person.name(),
              password,
              role.wire(),
              region));
    }
    for (String channel : channels) {
      String key = Secrets.key();
      Partner partner = new Partner(channel + "-1", Set.of(channel), region);
      Partners.put(connection, partner, Secrets.hash(key));
      append(transaction, "partner.added", partner.name(), Facts.of(partner));
      json.append(
          String.format(
              Locale.ROOT,
              " {\"partner\":\"%s\",\"key\":\"%s\",\"channels\":[\"%s\"],\"region\":\"%s\"},\n",
              partner.name(),
              key,
              channel,
              region));
    }
    file.write(json.replace(json.length() - 2, json.length(), "\n]\n").toString());
    return true;
  }

  private void append(Transaction transaction, String type, String subject, Record data) {
    journal.append(transaction, "security", Fact.of(type, data, subject, region, SELF));
  }
}
