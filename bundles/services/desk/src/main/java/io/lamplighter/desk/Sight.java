package io.lamplighter.desk;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the requests somebody sees: those of his region, a partner those of its channels, whoever
 * is of a crew those that were dispatched to it.
 *
 * @param crew his; a crew may also log in as such, so his own name counts besides, and alone when
 *     he is of none
 */
record Sight(Caller caller, String crew) {
  private static final int MAX_Q = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,32}");

  boolean covers(String region, String channel, @Nullable String given) {
    return caller.covers(region)
        && caller.hears(channel)
        && (!ownOrdersOnly() || crew.equals(given) || caller.name().equals(given));
  }

  boolean ownOrdersOnly() {
    return !caller.hasAny(Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.ASSESSOR)
        && caller.hasAny(Role.CREW);
  }

  void narrow(RequestTables.Search search) {
    search.where("region like ?", caller.region() + "%");
    boolean asSystem = caller.kind() == Caller.Kind.SYSTEM && !caller.channels().isEmpty();
    if (caller.kind() == Caller.Kind.PARTNER || asSystem) {
      search.where("channel = any (string_to_array(?, ' '))", String.join(" ", caller.channels()));
    }
    if (ownOrdersOnly()) {
      search.where("crew in (?, ?)", caller.name(), crew);
    }
  }

  /** Words that must all be found; what is masked for the caller is not searched for him. */
  void words(String q, RequestTables.Search search) {
    List<FieldError> errors = new ArrayList<>();
    PlainText.check("/q", q, MAX_Q, false, errors);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    if (RequestNumbers.plausible(q)) {
      search.where("request_no = ?", q);
    } else if (!caller.seesMasked()) {
      for (String word : q.split("\\s+")) {
        String part = "%" + word.replaceAll("([%_\\\\])", "\\\\$1") + "%";
        search.where("(words ilike ? or address ilike ? or request_no like ?)", part, part, part);
      }
    } else if (NUMBER.matcher(q).matches()) {
      search.where("request_no like ?", "%" + q + "%");
    } else {
      throw new Refusal.Forbidden(
          "search-masked",
          new Text(
              "What is masked for you cannot be searched; give a number or a part of one",
              "对您脱敏的内容不能检索；请输入编号或其一部分"));
    }
  }
}
