package io.lamplighter.intake.hotline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lamplighter.api.Refusal;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/**
 * Whatever is posted as a report or asked for is understood, or refused by field; whatever is
 * answered in XML can be read.
 */
class FormFuzzTest {
  private static final ServiceList SERVICES = ServiceList.load(Path.of("none"));

  @DictionaryFile(resourcePath = "/fuzz.dict")
  @FuzzTest
  void aForm(byte[] octets) throws Exception {
    String text = new String(octets, UTF_8);
    MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
    for (String field : text.split("&")) {
      int equals = field.indexOf('=');
      fields.add(
          equals < 0 ? field : field.substring(0, equals),
          equals < 0 ? "" : field.substring(equals + 1));
    }
    report(fields);
    ask(new Query(fields));
    answer(text);
  }

  private static void report(MultivaluedMap<String, String> fields) {
    fields.addFirst("service_code", "fault-repair");
    try {
      new Open311Form(fields).submission(SERVICES, "hotline", null);
    } catch (Refusal.Invalid e) {
      // answered with 400
    }
  }

  private static void ask(Query query) {
    for (String name : List.of("start_date", "end_date", "status", "service_request_id")) {
      try {
        query.list(name, 100);
        query.time(name, Instant.EPOCH);
      } catch (Refusal.Invalid e) {
        // answered with 400
      }
    }
  }

  private static void answer(String text) throws Exception {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put("description", text);
    DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    parser.setErrorHandler(null);
    parser.parse(new InputSource(new StringReader(new FlatReply("a", "b", List.of(record)).xml())));
  }
}
