package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Asset;
import io.lamplighter.kit.faults.Faults;
import io.lamplighter.kit.time.SourceTime;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads CIM RDF/XML as it comes: full models, and difference models (IEC 61970-552), in which
 * {@code reverseDifferences} are statements that hold no more and {@code forwardDifferences} those
 * that hold now. All of a model is of when its header says it was created.
 */
final class CimReader {
  private static final Pattern ZONE = Pattern.compile("(Z|[+-]\\d\\d:\\d\\d)$");

  private final CimObject object;
  private final Passed passed;
  private final boolean full;
  private final Instant now;
  private @Nullable String created;
  private boolean begun;

  /**
   * @param mapping {@code class.<CIM class>} to a kind and {@code property.<CIM property>} to a
   *     field of {@link Asset}
   * @param full a difference model is refused
   * @param now no model was created later
   */
  CimReader(
      Map<String, String> mapping,
      AssetCheck check,
      Faults faults,
      Passed passed,
      Consumer<AssetRow> sink,
      boolean full,
      Instant now) {
    this.object = new CimObject(mapping, check, faults, passed, sink);
    this.passed = passed;
    this.full = full;
    this.now = now;
  }

  /**
   * @throws Refusal.Invalid for a file that is not such XML, naming the line
   */
  void read(InputStream file) {
    try (XmlSteps xml = new XmlSteps(file)) {
      xml.root("RDF");
      while (xml.child()) {
        switch (xml.name()) {
          case "FullModel" -> header(xml);
          case "DifferenceModel" -> {
            refuseIfFull(xml);
            header(xml);
          }
          case "reverseDifferences", "forwardDifferences" -> section(xml);
          default -> object(xml, CimObject.Said.WHOLE);
        }
      }
      xml.end();
    } catch (XMLStreamException e) {
      String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      throw XmlSteps.notRead(line, "cannot be read: " + why, "无法读取：" + why);
    }
  }

  /** When the model that was read was made, as its header says. */
  @Nullable String created() {
    return created;
  }

  private void refuseIfFull(XmlSteps xml) {
    if (full) {
      throw XmlSteps.notRead(
          xml.line(),
          "is a difference model, which is no full file: send it with extent=delta",
          "是差异模型而非全量文件，请以 extent=delta 发送");
    }
  }

  /** What a model says of itself, and the sections of a difference model. */
  private void header(XmlSteps xml) throws XMLStreamException {
    for (XmlSteps.Attribute one : xml.attributes()) {
      if (one.name().equals("Model.created")) {
        created = utc(xml.line(), one.value());
      }
    }
    while (xml.child()) {
      switch (xml.name()) {
        case "Model.created" -> created = utc(xml.line(), xml.text());
        case "reverseDifferences", "forwardDifferences" -> section(xml);
        case "preconditions" -> {
          passed.note(xml.written());
          xml.skip();
        }
        default -> xml.skip();
      }
    }
  }

  private void section(XmlSteps xml) throws XMLStreamException {
    refuseIfFull(xml);
    boolean reverse = xml.name().equals("reverseDifferences");
    while (xml.child()) {
      object(xml, reverse ? CimObject.Said.NO_MORE : CimObject.Said.NOW);
    }
  }

  private void object(XmlSteps xml, CimObject.Said said) throws XMLStreamException {
    begun = true;
    object.read(xml, said, created);
  }

  /** IEC 61970-552: UTC, also when it does not say so. */
  private String utc(int line, String text) {
    if (begun) {
      throw XmlSteps.notRead(
          line, "says when it was created behind what was", "Model.created 须位于各元素之前");
    }
    try {
      return SourceTime.read("", ZONE.matcher(text).find() ? text : text + "Z", now).toString();
    } catch (Refusal.Invalid e) {
      var why = e.errors().get(0).message();
      throw XmlSteps.notRead(
          line,
          "has a Model.created that " + why.en() + ": " + text,
          "Model.created " + why.zh() + "：" + text);
    }
  }
}
