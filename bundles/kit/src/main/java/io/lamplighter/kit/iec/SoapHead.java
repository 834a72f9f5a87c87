package io.lamplighter.kit.iec;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.io.ByteArrayInputStream;
import java.security.Principal;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a SOAP envelope, found in its first octets: an envelope is taken apart only for whom we
 * know.
 *
 * @param version namespace of the envelope, that of 1.1 when it cannot be told
 * @param security the UsernameToken, null without one
 */
public record SoapHead(String version, @Nullable Token security) {
  /** The header has to end within these; a WS-Security header has about one thousand. */
  private static final int LONGEST = 16 * 1024;

  private static final String SECURITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final XMLInputFactory READERS = readers();

  /** WS-Security UsernameToken with a password as text. */
  public record Token(String user, String password) {}

  /**
   * Never fails for what is no envelope: who sends it is nobody then, unless the door knows him.
   *
   * @throws Refusal.Unauthenticated for a password that is not sent as text
   */
  public static SoapHead read(byte[] octets) {
    Finder finder = new Finder();
    try {
      XMLStreamReader xml =
          READERS.createXMLStreamReader(
              new ByteArrayInputStream(octets, 0, Math.min(octets.length, LONGEST)));
      try {
        while (xml.hasNext() && finder.wants(xml)) {
          // it takes what it wants
        }
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      // Cut off, or no XML: what was found until here counts, and the reader of the whole says why.
      finder.isCut();
    }
    return finder.head();
  }

  /**
   * The partner who sends this: the UsernameToken has his name, in any case, and his key. Without a
   * token, whom the door knows is as good.
   *
   * @param known whom the door knows by {@code X-Api-Key}, null for nobody
   * @throws Refusal.Unauthenticated {@code key-wrong}, or {@code key-missing} when no partner shows
   */
  public Caller partner(Access access, @Nullable Principal known) {
    if (security != null) {
      Caller partner = access.partner(security.password());
      if (partner.name().equalsIgnoreCase(security.user())) {
        return partner;
      }
    } else if (known instanceof Caller caller && caller.kind() == Caller.Kind.PARTNER) {
      return caller;
    }
    throw new Refusal.Unauthenticated(
        "key-missing",
        new Text(
            "A UsernameToken with the partner's name and key is needed, or X-Api-Key",
            "须提供含对接方名称与密钥的 UsernameToken，或 X-Api-Key"));
  }

  private static XMLInputFactory readers() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** Goes through Envelope/Header/Security/UsernameToken and stops at the Body. */
  private static final class Finder {
    private static final String[] WAY = {"Envelope", "Header", "Security", "UsernameToken"};
    private String version = Soap.V11;
    private int depth;
    private int onWay;
    private @Nullable String user;
    private @Nullable String password;

    boolean wants(XMLStreamReader xml) throws XMLStreamException {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return begins(xml);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          boolean leaves = depth < onWay;
          onWay = Math.min(onWay, depth);
          // A second token, or a second header, is not looked for.
          return !leaves || depth < 1 || user == null || password == null;
        }
        default -> {
          return true;
        }
      }
    }

    private boolean begins(XMLStreamReader xml) throws XMLStreamException {
      String name = xml.getLocalName();
      boolean straight = depth == onWay;
      if (depth == 0 && Soap.isVersion(xml.getNamespaceURI())) {
        version = Objects.requireNonNull(xml.getNamespaceURI());
      }
      if (depth == 1 && name.equals("Body")) {
        return false;
      }
      if (straight && onWay == WAY.length && SECURITY.equals(xml.getNamespaceURI())) {
        return takes(xml, name);
      }
      depth++;
      if (straight && onWay < WAY.length && name.equals(WAY[onWay]) && isHere(xml)) {
        onWay++;
      }
      return true;
    }

    private boolean isHere(XMLStreamReader xml) {
      String wanted = onWay < 2 ? version : SECURITY;
      return wanted.equals(xml.getNamespaceURI());
    }

    private boolean takes(XMLStreamReader xml, String name) throws XMLStreamException {
      if (name.equals("Username") && user == null) {
        user = text(xml);
      } else if (name.equals("Password") && password == null) {
        String type = xml.getAttributeValue(null, "Type");
        if (type != null && type.endsWith("#PasswordDigest")) {
          throw new Refusal.Unauthenticated(
              "digest-not-possible",
              new Text(
                  "Send the key as PasswordText: only its hash is kept here",
                  "请以 PasswordText 发送密钥：本平台只保存其散列值"));
        }
        password = text(xml);
      } else {
        depth++;
      }
      return true;
    }

    private static String text(XMLStreamReader xml) throws XMLStreamException {
      return xml.getElementText().strip();
    }

    /** A token that was cut off is none. */
    void isCut() {
      if (onWay >= WAY.length) {
        user = null;
      }
    }

    SoapHead head() {
      return new SoapHead(
          version,
          user == null || user.isEmpty() || password == null ? null : new Token(user, password));
    }
  }
}
