package io.lamplighter.intake.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.data.DataFile;
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

  static final String COLUMNS = "code,kind,group,name,name_zh,keywords";
  private final Map<String, Service> byCode = new LinkedHashMap<>();

  /**
   * @param own folder of the company's own list, used when it is there
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  static ServiceList load(Path own) {
    return new ServiceList(DataFile.load(own, ServiceList.class, "/services.csv", COLUMNS));
  }

  ServiceList(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      Text name = new Text(line.field(3), line.field(4));
      Service service = new Service(line.field(0), kind(line), line.field(2), name, line.field(5));
      if (byCode.put(service.code(), service) != null) {
        throw line.wrong("'" + service.code() + "' stands here twice");
      }
    }
  }

  private static RequestKind kind(DataFile.Line line) {
    try {
      return RequestKind.ofWire(line.field(1), "");
    } catch (Refusal.Invalid e) {
      throw line.wrong("there is no kind '" + line.field(1) + "'");
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
