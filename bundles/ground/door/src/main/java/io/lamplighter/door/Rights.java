package io.lamplighter.door;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Unkeyed;
import io.lamplighter.api.security.Caller;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;

/**
 * What a resource's method states of its callers.
 *
 * @param words of {@link MayCall}
 * @param known largest body of a caller who is known
 * @param strangers largest body of the public
 * @param streams whether the body is read while it comes
 * @param keyed whether it is a command, of which the door keeps the answer under the caller's key
 */
record Rights(List<String> words, long known, long strangers, boolean streams, boolean keyed) {
  static final String CHANNEL = MayCall.PARTNER + ":";

  /** Of a method that states nothing: nobody. */
  private static final Rights NOBODY = new Rights(List.of(), 0, 0, false, false);

  /** Of no method: there is nothing to keep anybody from, and no body to read. */
  static final Rights NOTHING =
      new Rights(
          List.of(MayCall.PUBLIC, MayCall.PARTNER, MayCall.STAFF, MayCall.LOOPBACK),
          0,
          0,
          false,
          false);

  /**
   * @param usual largest body where the method does not say otherwise
   */
  static Rights of(Method method, long usual) {
    MayCall stated = method.getAnnotation(MayCall.class);
    return stated == null
        ? NOBODY
        : new Rights(
            List.of(stated.value()),
            stated.body() > 0 ? stated.body() : usual,
            stated.strangers(),
            stated.streams(),
            !method.isAnnotationPresent(GET.class) && !method.isAnnotationPresent(Unkeyed.class));
  }

  /** How many bytes {@code caller} may send. */
  long limit(Caller caller) {
    return caller.kind() == Caller.Kind.PUBLIC ? strangers : known;
  }

  /**
   * @param at what stands in the address at the template's names
   * @throws Refusal.Unauthenticated when a login could help
   * @throws Refusal.Forbidden when it is not for this caller
   */
  void require(Visitor visitor, Map<String, String> at) {
    if (words.stream().anyMatch(word -> visitor.is(filled(word, at)))) {
      return;
    }
    switch (visitor.caller().kind()) {
      case PUBLIC ->
          throw new Refusal.Unauthenticated("login-needed", new Text("Log in first", "请先登录"));
      case PARTNER -> throw partnerRefused();
      default ->
          throw new Refusal.Forbidden(
              "role-missing", new Text("Your role does not allow this", "您的角色无权执行此操作"));
    }
  }

  private Refusal partnerRefused() {
    boolean somePartner = words.stream().anyMatch(word -> word.startsWith(MayCall.PARTNER));
    return somePartner
        ? new Refusal.Forbidden(
            "channel-not-yours", new Text("This is for partners of another channel", "仅限其他渠道的对接方"))
        : new Refusal.Forbidden(
            "people-only", new Text("This is for people who have logged in", "仅供已登录人员使用"));
  }

  private static String filled(String word, Map<String, String> at) {
    if (!word.startsWith(CHANNEL + "{")) {
      return word;
    }
    String name = word.substring(CHANNEL.length() + 1, word.length() - 1);
    return CHANNEL + at.getOrDefault(name, "");
  }
}
