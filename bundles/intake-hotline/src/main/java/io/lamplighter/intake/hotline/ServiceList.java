package io.lamplighter.intake.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What may be reported, and which kind of request each service becomes (data: services.csv). */
final class ServiceList {
  /**
   * One line of it.
   *
   * @param keywords words that partners search by, separated by spaces
   */
  record Service(String code, RequestKind kind, String group, Text name, String keywords) {}

  private static final String COLUMNS = "code,kind,group,name,name_zh,keywords";
  private final Map<String, Service> byCode = new LinkedHashMap<>();

  /**
   * @param own the company's file, used when it exists
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  static ServiceList load(Path own) {
    try {
      if (Files.exists(own)) {
        return new ServiceList(own.toString(), Files.readString(own));
      }
      try (InputStream shipped = ServiceList.class.getResourceAsStream("/services.csv")) {
        if (shipped == null) {
          throw new IllegalStateException("The bundle has no services.csv");
        }
        String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        return new ServiceList("services.csv", text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ServiceList(String file, String text) {
    String[] lines = text.split("\r?\n", -1);
    boolean headed = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!headed) {
        headed = true;
        require(line.equals(COLUMNS), file, i, "the first line must be " + COLUMNS);
        continue;
      }
      String[] f = line.split(",", -1);
      require(f.length == 6 && !f[0].isBlank(), file, i, "needs " + COLUMNS);
      Service service = new Service(f[0], kind(file, i, f[1]), f[2], new Text(f[3], f[4]), f[5]);
      require(byCode.put(service.code(), service) == null, file, i, "has a code twice");
    }
  }

  private static RequestKind kind(String file, int line, String wire) {
    try {
      return RequestKind.ofWire(wire, "");
    } catch (Refusal.Invalid e) {
      throw new IllegalArgumentException(
          file + " line " + (line + 1) + ": there is no kind '" + wire + "'", e);
    }
  }

  private static void require(boolean good, String file, int line, String why) {
    if (!good) {
      throw new IllegalArgumentException(file + " line " + (line + 1) + ": " + why);
    }
  }

  Collection<Service> all() {
    return byCode.values();
  }

  Optional<Service> of(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The service that a request of {@code kind} is shown under: the first that becomes it. */
  Optional<Service> of(RequestKind kind) {
    return byCode.values().stream().filter(service -> service.kind() == kind).findFirst();
  }
}
