package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Asset;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads CIM RDF/XML as it comes: full models, and difference models (IEC 61970-552), in which
 * {@code reverseDifferences} take assets out and {@code forwardDifferences} put them in. An asset
 * that stands in both is put in. All of a model is of when its header says it was created.
 */
final class CimReader {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final Pattern ZONE = Pattern.compile("(Z|[+-]\\d\\d:\\d\\d)$");
  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private final Map<String, String> mapping;
  private final AssetCheck check;
  private final Consumer<AssetRow> sink;
  private @Nullable String created;

  /**
   * @param mapping {@code class.<CIM class>} to a kind and {@code property.<CIM property>} to a
   *     field of {@link Asset}
   */
  CimReader(Map<String, String> mapping, AssetCheck check, Consumer<AssetRow> sink) {
    this.mapping = mapping;
    this.check = check;
    this.sink = sink;
  }

  /**
   * @throws Refusal.Invalid for a file that is not such XML, naming the line
   */
  void read(InputStream file) {
    XMLStreamReader xml = null;
    try {
      xml = XML.createXMLStreamReader(file);
      boolean rdf = false;
      boolean reverse = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw notRead(xml, "has a document type, which is not allowed", "不允许文档类型声明");
        }
        if (event != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        String name = xml.getLocalName();
        if (!rdf) {
          if (!name.equals("RDF") || !RDF.equals(xml.getNamespaceURI())) {
            throw notRead(xml, "begins with " + name + " and not with rdf:RDF", "根元素须为 rdf:RDF");
          }
          rdf = true;
        } else if (name.equals("reverseDifferences")) {
          reverse = true;
        } else if (name.equals("forwardDifferences")) {
          reverse = false;
        } else if (name.equals("Model.created")) {
          created = utc(xml);
        } else if (!name.equals("DifferenceModel") && !name.equals("FullModel")) {
          object(xml, name, reverse);
        }
      }
    } catch (XMLStreamException e) {
      String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw notRead(xml, "cannot be read: " + why, "无法读取：" + why);
    }
  }

  /** When the model that was read was made, as its header says. */
  @Nullable String created() {
    return created;
  }

  /** IEC 61970-552: UTC, also when it does not say so. */
  private static String utc(XMLStreamReader xml) throws XMLStreamException {
    String text = xml.getElementText().strip();
    try {
      return OffsetDateTime.parse(ZONE.matcher(text).find() ? text : text + "Z").toString();
    } catch (DateTimeException e) {
      throw notRead(
          xml, "has a Model.created that is no time: " + text, "Model.created 不是时间：" + text);
    }
  }

  private static Refusal.Invalid notRead(@Nullable XMLStreamReader xml, String en, String zh) {
    int line = xml == null ? 1 : xml.getLocation().getLineNumber();
    return new Refusal.Invalid("/lines/" + line, en, zh);
  }

  private void object(XMLStreamReader xml, String type, boolean gone) throws XMLStreamException {
    String kind = mapping.get("class." + type);
    if (kind == null) {
      skip(xml);
      return;
    }
    long line = xml.getLocation().getLineNumber();
    Map<String, String> values = new HashMap<>();
    values.put("kind", kind);
    if (gone) {
      values.put("change", AssetCheck.REMOVE);
    }
    put(values, "changedAt", created);
    put(values, "id", id(xml));
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String field = mapping.get("property." + xml.getLocalName());
      if (field == null) {
        skip(xml);
        continue;
      }
      String resource = xml.getAttributeValue(RDF, "resource");
      String text = xml.getElementText().strip();
      put(values, field, resource == null ? text : plain(resource));
    }
    check.read(line, values).ifPresent(sink);
  }

  private static void put(Map<String, String> values, String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      values.put(field, value);
    }
  }

  private static @Nullable String id(XMLStreamReader xml) {
    String id = xml.getAttributeValue(RDF, "ID");
    String about = xml.getAttributeValue(RDF, "about");
    return id != null ? plain(id) : about == null ? null : plain(about);
  }

  /** An identifier without what RDF puts before it. */
  private static String plain(String reference) {
    return reference.replaceFirst("^(#_?|urn:uuid:|_)", "");
  }

  private static void skip(XMLStreamReader xml) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }
}
