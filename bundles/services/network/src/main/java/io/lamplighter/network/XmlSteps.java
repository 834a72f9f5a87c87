package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** RDF/XML element by element, in bounded memory: no document types, no depth, nothing huge. */
final class XmlSteps implements AutoCloseable {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

  /** What stands before an identifier: the address of its model, or how it was made. */
  private static final Pattern BEFORE =
      Pattern.compile("^(([a-z][a-z0-9+.-]*:[^#]*)?#_?|urn:uuid:|_)", Pattern.CASE_INSENSITIVE);

  private static final int DEEPEST = 100;
  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private final Gulps file;
  private final XMLStreamReader xml;

  XmlSteps(InputStream file) throws XMLStreamException {
    this.file = new Gulps(file);
    this.xml = XML.createXMLStreamReader(this.file);
  }

  static Refusal.Invalid notRead(long line, String en, String zh) {
    return new Refusal.Invalid("/lines/" + line, en, zh);
  }

  private int next() throws XMLStreamException {
    file.step();
    int event = xml.next();
    if (event == XMLStreamConstants.DTD) {
      throw notRead(line(), "has a document type, which is not allowed", "不允许文档类型声明");
    }
    return event;
  }

  /**
   * To the root element.
   *
   * @throws Refusal.Invalid when it is not RDF's of that name
   */
  void root(String name) throws XMLStreamException {
    int event = next();
    while (event != XMLStreamConstants.START_ELEMENT) {
      event = next();
    }
    if (!isRdf(name)) {
      throw notRead(
          line(), "begins with " + name() + " and not with rdf:" + name, "根元素须为 rdf:" + name);
    }
  }

  /**
   * To the next child of the element that one is in; false at its end. A child is to be read to its
   * end before.
   *
   * @throws Refusal.Invalid when there is text between
   */
  boolean child() throws XMLStreamException {
    while (true) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        return false;
      }
      if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace()
          || event == XMLStreamConstants.CDATA) {
        throw notRead(line(), "has text between elements", "元素之间不应有文本");
      }
    }
  }

  /** To the end of the file, in which nothing else may stand. */
  void end() throws XMLStreamException {
    while (xml.hasNext()) {
      next();
    }
  }

  /** To the end of the element, whatever is in it. */
  void skip() throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      if (depth > DEEPEST) {
        throw notRead(line(), "has more than " + DEEPEST + " elements in each other", "元素嵌套过深");
      }
    }
  }

  /** The element's text, to its end. */
  String text() throws XMLStreamException {
    file.step();
    return xml.getElementText().strip();
  }

  int line() {
    return Math.max(1, xml.getLocation().getLineNumber());
  }

  String name() {
    return xml.getLocalName();
  }

  /** The name as it is written, {@code cim:Terminal}. */
  String written() {
    return written(xml.getPrefix(), name());
  }

  private static String written(@Nullable String prefix, String name) {
    return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
  }

  /**
   * A property in short, as an attribute of what it is said of.
   *
   * @param type whether it is {@code rdf:type}
   */
  record Attribute(String name, String written, boolean type, String value) {}

  /** The element's attributes that are properties: not what RDF and XML have for themselves. */
  List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String space = xml.getAttributeNamespace(i);
      String name = xml.getAttributeLocalName(i);
      boolean type = RDF.equals(space) && name.equals("type");
      if (type || space != null && !Set.of("", RDF, XMLConstants.XML_NS_URI).contains(space)) {
        String value = xml.getAttributeValue(i).strip();
        attributes.add(new Attribute(name, written(xml.getAttributePrefix(i), name), type, value));
      }
    }
    return attributes;
  }

  boolean isRdf(String name) {
    return name().equals(name) && RDF.equals(xml.getNamespaceURI());
  }

  /** What the element is about. */
  @Nullable String subject() {
    String id = xml.getAttributeValue(RDF, "ID");
    String of = id != null ? id : xml.getAttributeValue(RDF, "about");
    return of == null ? null : plain(of);
  }

  /** What the element refers to; null when it has text instead. */
  @Nullable String resource() {
    String of = xml.getAttributeValue(RDF, "resource");
    return of == null ? null : plain(of);
  }

  /** An identifier without what RDF puts before it. */
  static String plain(String reference) {
    return BEFORE.matcher(reference).replaceFirst("");
  }

  @Override
  public void close() throws XMLStreamException {
    xml.close();
  }
}
