package io.lamplighter.network;

import io.lamplighter.kit.faults.Faults;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element about one subject. One that names its class ({@code cim:Switch}, or {@code
 * rdf:type} in an {@code rdf:Description}) says that there is such a thing, any other changes what
 * is known of it.
 */
final class CimObject {
  /** What it means that a statement stands there. */
  enum Said {
    /** All of a thing, so it is. */
    WHOLE,
    /** It was so, and is no more. */
    NO_MORE,
    /** It is so now; what is not spoken of stays as it is. */
    NOW
  }

  private final Map<String, String> mapping;
  private final AssetCheck check;
  private final Faults faults;
  private final Passed passed;
  private final Consumer<AssetRow> sink;

  CimObject(
      Map<String, String> mapping,
      AssetCheck check,
      Faults faults,
      Passed passed,
      Consumer<AssetRow> sink) {
    this.mapping = mapping;
    this.check = check;
    this.faults = faults;
    this.passed = passed;
    this.sink = sink;
  }

  void read(XmlSteps xml, Said said, @Nullable String created) throws XMLStreamException {
    boolean description = xml.isRdf("Description");
    String kind = description ? null : mapping.get("class." + xml.name());
    if (kind == null && !description) {
      passed.note(xml.written());
      xml.skip();
      return;
    }
    Statements statements = new Statements(xml.line(), xml.subject());
    String written = xml.written();
    statements.read(xml);
    Map<String, String> values = statements.values;
    Set<String> about = statements.about;
    if (kind != null) {
      values.put("kind", kind);
    }
    if (values.containsKey("kind")) {
      about.add("kind");
    }
    if (about.isEmpty()) {
      // Only of properties that were passed over, and named.
      if (values.isEmpty()) {
        passed.note(written);
      }
      return;
    }
    put(values, "id", statements.subject);
    put(values, "changedAt", created);
    row(statements.line, said, values, about);
  }

  private void row(long line, Said said, Map<String, String> values, Set<String> about) {
    boolean typed = about.contains("kind");
    if (said == Said.NO_MORE) {
      about.remove("kind");
      values.keySet().removeAll(AssetRow.FIELDS);
      if (typed) {
        values.put("change", AssetCheck.REMOVE);
      }
    }
    boolean whole = said == Said.WHOLE && typed;
    check.read(line, values, whole ? null : about).ifPresent(sink);
  }

  /** What one element says of its subject. */
  private final class Statements {
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> about = new HashSet<>();
    private final long line;
    private final @Nullable String subject;

    private Statements(long line, @Nullable String subject) {
      this.line = line;
      this.subject = subject;
    }

    private void read(XmlSteps xml) throws XMLStreamException {
      for (XmlSteps.Attribute one : xml.attributes()) {
        String field = field(one.type(), one.name());
        if (field == null) {
          passed.note(one.written());
        } else {
          say(field, one.written(), literal(field, one.value()));
        }
      }
      while (xml.child()) {
        String field = field(xml.isRdf("type"), xml.name());
        String written = xml.written();
        if (field == null) {
          passed.note(written);
          xml.skip();
        } else {
          String resource = xml.resource();
          String text = xml.text();
          say(field, written, resource == null ? literal(field, text) : resource);
        }
      }
    }

    private @Nullable String field(boolean type, String name) {
      return type ? "kind" : mapping.get("property." + name);
    }

    private static String literal(String field, String text) {
      return field.equals("parent") ? XmlSteps.plain(text) : text;
    }

    private void say(String field, String written, String said) {
      String value = said;
      if (field.equals("kind")) {
        String type = said.replaceFirst(".*[#/]", "");
        value = mapping.get("class." + type);
        if (value == null) {
          passed.note(type);
          return;
        }
      }
      about.add(field);
      String before = value.isEmpty() ? null : values.putIfAbsent(field, value);
      if (before != null && !before.equals(value)) {
        faults.add(
            line,
            field,
            subject + ": " + written + " is said twice, and not the same",
            subject + "：" + written + " 重复且不一致");
      }
    }
  }

  private static void put(Map<String, String> values, String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      values.put(field, value);
    }
  }
}
