package io.lamplighter.kit.iec;

import io.lamplighter.api.Refusal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * An IEC 61968-100 request or event that keeps to its contract. Understood as well are Verb and
 * Noun in each other's place, and an operation's own element instead of the message's.
 *
 * @param verb in small letters
 * @param context PRODUCTION, TESTING or TRAINING, null when it says nothing
 */
public record Message(
    Soap soap,
    String verb,
    String noun,
    @Nullable String context,
    @Nullable String messageId,
    @Nullable Element payload) {
  public static final String NAMESPACE = "http://iec.ch/TC57/2011/schema/message";
  private static final Set<String> KINDS = Set.of("RequestMessage", "EventMessage");

  /**
   * @param verbs that mean something here
   * @throws Refusal.Invalid when it is no such message; what is wrong is named
   */
  public static Message read(Soap soap, Contract contract, Set<String> verbs) {
    Element message = soap.message();
    contract.check(message);
    boolean bare = NAMESPACE.equals(message.getNamespaceURI());
    if (bare && !KINDS.contains(message.getLocalName())) {
      throw new Refusal.Invalid(
          "/" + message.getLocalName(), "a request or an event is expected", "应为请求或事件报文");
    }
    Element header = Soap.child(message, NAMESPACE, "Header");
    if (header == null) {
      throw new Refusal.Invalid("/" + message.getLocalName(), "has no Header", "缺少 Header");
    }
    String verb = word(header, "Verb");
    String noun = word(header, "Noun");
    boolean swapped = is(noun, verbs) && !is(verb, verbs);
    return new Message(
        soap,
        (swapped ? noun : verb).toLowerCase(Locale.ROOT),
        swapped ? verb : noun,
        Soap.text(header, NAMESPACE, "Context"),
        Soap.text(header, NAMESPACE, "MessageID"),
        Soap.child(message, NAMESPACE, "Payload"));
  }

  private static String word(Element header, String name) {
    String text = Soap.text(header, NAMESPACE, name);
    return text == null ? "" : text;
  }

  private static boolean is(String word, Set<String> verbs) {
    return verbs.contains(word.toLowerCase(Locale.ROOT));
  }
}
