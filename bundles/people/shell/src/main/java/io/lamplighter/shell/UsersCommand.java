package io.lamplighter.shell;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import io.lamplighter.kit.text.CommaList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:users}: lists people and partners, adds, resets and removes them. */
@Service
@Command(
    scope = "lamp",
    name = "users",
    description = "Lists people and partners; adds, resets, removes them / 用户与合作系统")
public final class UsersCommand extends LampCommand {
  @Option(name = "--add", description = "Add this user, with --roles and --region / 新增用户")
  @Nullable String add;

  @Option(
      name = "--change",
      description = "Other rights for this user, by --roles and --region / 变更角色与区域")
  @Nullable String change;

  @Option(name = "--reset", description = "New password for this user / 重置密码")
  @Nullable String reset;

  @Option(name = "--remove", description = "Remove this user / 删除用户")
  @Nullable String remove;

  @Option(
      name = "--add-partner",
      description = "Add this partner or give it a new key, with --channels and --region / 新增合作系统")
  @Nullable String addPartner;

  @Option(name = "--remove-partner", description = "Remove this partner / 删除合作系统")
  @Nullable String removePartner;

  @Option(name = "--roles", description = "Roles, with commas / 角色")
  @Completion(Completers.Roles.class)
  String roles = "";

  @Option(name = "--channels", description = "Channels, with commas / 渠道")
  @Completion(Completers.Channels.class)
  String channels = "";

  @Option(name = "--region", description = "Region prefix; empty is everywhere / 区域前缀")
  @Nullable String region;

  @Override
  void run() throws CommandException {
    if (Stream.of(add, change, reset, remove, addPartner, removePartner)
            .filter(o -> o != null)
            .count()
        > 1) {
      throw failure("One thing at a time", "一次只能执行一项操作");
    }
    if (add != null) {
      String name = add;
      Set<Role> wanted = roles();
      String where = region();
      secret("password", name, (users, caller) -> users.addUser(caller, name, wanted, where));
    } else if (change != null) {
      changed(change);
    } else if (reset != null) {
      String name = reset;
      secret("password", name, (users, caller) -> users.resetPassword(caller, name));
    } else if (addPartner != null) {
      String name = addPartner;
      String where = region();
      secret(
          "key", name, (users, caller) -> users.putPartner(caller, name, words(channels), where));
    } else if (remove != null) {
      String name = remove;
      removed(name, (users, caller) -> done(() -> users.removeUser(caller, name)));
    } else if (removePartner != null) {
      String name = removePartner;
      removed(name, (users, caller) -> done(() -> users.removePartner(caller, name)));
    } else {
      list();
    }
  }

  private void secret(String kind, String name, BiFunction<Users, Caller, String> action)
      throws CommandException {
    Caller caller = caller();
    String secret = with(Users.class, Parts.SECURITY, users -> action.apply(users, caller));
    if (json) {
      out().println(Json.of(Json.object("name", name, kind, secret)));
    } else {
      say(
          "The " + kind + " of " + name + ", shown only here: " + secret,
          name + " 的" + (kind.equals("key") ? "密钥" : "密码") + "（仅此一次显示）：" + secret);
    }
  }

  private void changed(String name) throws CommandException {
    Set<Role> wanted = roles();
    String where = region();
    Caller caller = caller();
    with(
        Users.class,
        Parts.SECURITY,
        users -> done(() -> users.changeUser(caller, name, wanted, where)));
    if (json) {
      out().println(Json.of(Json.object("name", name, "changed", true)));
    } else {
      say(name + " has other rights now", name + " 的权限已变更");
    }
  }

  private void removed(String name, BiFunction<Users, Caller, Boolean> action)
      throws CommandException {
    Caller caller = caller();
    with(Users.class, Parts.SECURITY, users -> action.apply(users, caller));
    if (json) {
      out().println(Json.of(Json.object("name", name, "removed", true)));
    } else {
      say(name + " is removed", name + " 已删除");
    }
  }

  private static Boolean done(Runnable action) {
    action.run();
    return Boolean.TRUE;
  }

  private void list() throws CommandException {
    Caller caller = caller();
    var people = with(Users.class, Parts.SECURITY, users -> users.users(caller));
    var partners = with(Users.class, Parts.SECURITY, users -> users.partners(caller));
    if (json) {
      out()
          .println(
              Json.of(
                  Json.object(
                      "users",
                      people.stream()
                          .map(
                              user ->
                                  Json.object(
                                      "user", user.name(),
                                      "roles",
                                          user.roles().stream().map(Role::wire).sorted().toList(),
                                      "region", user.region(),
                                      "lockedUntil", Times.iso(user.lockedUntil())))
                          .toList(),
                      "partners",
                      partners.stream()
                          .map(
                              partner ->
                                  Json.object(
                                      "partner", partner.name(),
                                      "channels", partner.channels().stream().sorted().toList(),
                                      "region", partner.region()))
                          .toList())));
      return;
    }
    ShellTable table = table("name", "kind", "roles or channels", "region", "locked until");
    for (Users.User user : people) {
      table
          .addRow()
          .addContent(
              user.name(),
              "user",
              user.roles().stream().map(Role::wire).sorted().collect(Collectors.joining(", ")),
              user.region(),
              times().show(user.lockedUntil()));
    }
    for (Users.Partner partner : partners) {
      table
          .addRow()
          .addContent(
              partner.name(),
              "partner",
              partner.channels().stream().sorted().collect(Collectors.joining(", ")),
              partner.region(),
              "");
    }
    table.print(out());
  }

  private String region() throws CommandException {
    if (region == null) {
      throw failure(
          "--region is needed; --region '' is everywhere", "需要 --region；--region '' 表示全部");
    }
    return region;
  }

  private Set<Role> roles() throws CommandException {
    try {
      return words(roles).stream()
          .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      String known = Arrays.stream(Role.values()).map(Role::wire).collect(Collectors.joining(", "));
      throw failure("--roles must be of " + known, "--roles 须取自：" + known);
    }
  }

  private static Set<String> words(String list) {
    return Set.copyOf(CommaList.of(list));
  }
}
