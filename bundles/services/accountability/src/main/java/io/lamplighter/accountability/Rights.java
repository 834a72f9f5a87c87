package io.lamplighter.accountability;

import io.lamplighter.accountability.ActTable.Row;
import io.lamplighter.accountability.ActTable.Who;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sees of a file and may do with it.
 *
 * @param barred whether it is about him, about what he has had in hand, or about a unit that he
 *     answers for
 */
record Rights(Caller caller, FileRow file, boolean barred) {
  private static final String SHELL = "shell:";
  private static final Role[] SEES_ALL = {Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR};

  /** The person, whatever he works by: in the machine's shell he is the same. */
  static String login(Caller caller) {
    return login(caller.actor());
  }

  private static String login(String actor) {
    return actor.startsWith(SHELL) ? actor.substring(SHELL.length()) : actor;
  }

  /** The person who did something; null when it was no person. */
  static @Nullable String person(String actor) {
    String login = login(actor);
    return login.indexOf(':') < 0 ? login : null;
  }

  /** Whether he sees files that are not about himself. */
  static boolean seesAll(Caller caller) {
    return caller.hasAny(SEES_ALL);
  }

  private boolean is(@Nullable String login) {
    return login(caller).equals(login);
  }

  /** Whether it is about him. */
  boolean isAccused() {
    return is(file.all().person());
  }

  boolean sees() {
    return isAccused() || seesAll(caller) && caller.covers(file.all().region());
  }

  /** Whether what people said is for him. */
  boolean hears() {
    return isAccused() || !barred && caller.hasAny(Role.SUPERVISOR) && !isAssessor();
  }

  private boolean isAssessor() {
    return caller.roles().contains(Role.ASSESSOR);
  }

  /** What he may do with it as it stands. */
  Set<FileAct> allowed() {
    Set<FileAct> allowed = EnumSet.noneOf(FileAct.class);
    Arrays.stream(FileAct.values())
        .filter(
            act ->
                file.proposed()
                    && ActTable.of(act).fits(file.all())
                    && refusal(ActTable.of(act)).isEmpty())
        .forEach(allowed::add);
    return allowed;
  }

  /**
   * @throws Refusal.Forbidden when it is not for him, whatever state the file is in
   */
  void check(Row row) {
    Optional<Refusal> refusal = refusal(row);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private Optional<Refusal> refusal(Row row) {
    // Whom it is about is heard, whatever else he is.
    if (row.who() == Who.ACCUSED) {
      return isAccused()
          ? Optional.empty()
          : no("file.not-yours", "It is not about you", "该档不涉及您本人");
    }
    if (isAssessor()) {
      return no("file.assessor", "An assessor changes nothing", "第三方评价人员不得改动");
    }
    if (!caller.hasAny(Role.SUPERVISOR)) {
      return no("role-missing", "Your role does not allow this", "您的角色无权执行此操作");
    }
    if (barred) {
      return no(
          "file.own",
          "It is about you, about what you had in hand, or about a unit that you answer for",
          "该档涉及您本人、您经手的事项或您负责的单位");
    }
    return earlier(row.who()).contains(login(caller))
        ? no(
            "file.another-person",
            "You have done an earlier step: this is for another person",
            "前序步骤由您办理，须由他人办理")
        : Optional.empty();
  }

  /** Who has done what another person is to look at. */
  private List<String> earlier(Who who) {
    String annuls = file.all().annulProposedBy();
    return switch (who) {
      case ANOTHER -> file.judges();
      case THIRD -> file.hands();
      case SECOND -> annuls == null ? List.of() : List.of(annuls);
      case ACCUSED, JUDGE -> List.of();
    };
  }

  private static Optional<Refusal> no(String code, String en, String zh) {
    return Optional.of(new Refusal.Forbidden(code, new Text(en, zh)));
  }
}
