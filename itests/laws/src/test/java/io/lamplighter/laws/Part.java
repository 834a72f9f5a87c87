package io.lamplighter.laws;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A component of Declarative Services, as its bundle describes it.
 *
 * @param name of its class
 * @param holds the services that it cannot outlive
 */
record Part(String bundle, String name, Set<String> offers, Set<String> holds) {
  static List<Part> of(Bundle bundle) {
    List<Part> parts = new ArrayList<>();
    for (String xml : bundle.texts("OSGI-INF/", ".xml").values()) {
      if (xml.contains("<implementation ")) {
        parts.add(parse(bundle.name(), xml));
      }
    }
    return parts;
  }

  static Part parse(String bundle, String xml) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)));
      Element implementation = (Element) document.getElementsByTagName("implementation").item(0);
      Set<String> holds = new TreeSet<>();
      for (Element reference : elements(document, "reference")) {
        if (!reference.getAttribute("policy").equals("dynamic")) {
          holds.add(reference.getAttribute("interface"));
        }
      }
      Set<String> offers = new TreeSet<>();
      elements(document, "provide").forEach(one -> offers.add(one.getAttribute("interface")));
      return new Part(bundle, implementation.getAttribute("class"), offers, holds);
    } catch (Exception e) {
      throw new IllegalArgumentException(xml, e);
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
