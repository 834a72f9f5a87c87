package io.lamplighter.intake.hotline;

import io.lamplighter.kit.iec.XmlText;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Flat records as the caller asked for them: a JSON array, or XML with one element for each.
 *
 * @param root name of the XML document's element
 * @param item name of a record's element
 */
record FlatReply(String root, String item, List<Map<String, @Nullable Object>> records) {
  private static final String XML = MediaType.TEXT_XML + ";charset=utf-8";

  Response as(String format, int status) {
    return format.equals("xml")
        ? Response.status(status).type(XML).entity(xml()).build()
        : Response.status(status).type(MediaType.APPLICATION_JSON).entity(records).build();
  }

  String xml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      out.writeStartDocument("utf-8", "1.0");
      out.writeStartElement(root);
      for (Map<String, @Nullable Object> fields : records) {
        out.writeStartElement(item);
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
          Object value = field.getValue();
          out.writeStartElement(field.getKey());
          out.writeCharacters(XmlText.of(value));
          out.writeEndElement();
        }
        out.writeEndElement();
      }
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Not writable as XML: " + root, e);
    }
    return text.toString();
  }
}
