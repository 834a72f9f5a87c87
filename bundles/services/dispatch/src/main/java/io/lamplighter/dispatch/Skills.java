package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What members of crews can do, by {@code skills.csv}. */
final class Skills {
  private static final String COLUMNS = "code,name,nameZh,certificate";

  /**
   * One of them.
   *
   * @param certificate whether it needs one, which ends some day
   */
  record Skill(String code, Text name, boolean certificate) {}

  private final Map<String, Skill> byCode = new LinkedHashMap<>();

  Skills(DataFile file) {
    for (DataFile.Line line : file.lines()) {
      String code = line.word(0);
      String certificate = line.field(3);
      if (!certificate.equals("yes") && !certificate.equals("no")) {
        throw line.wrong("certificate is yes or no, not '" + certificate + "'");
      }
      Text name = new Text(line.field(1), line.field(2));
      if (byCode.put(code, new Skill(code, name, certificate.equals("yes"))) != null) {
        throw line.wrong("'" + code + "' stands here twice");
      }
    }
  }

  static Skills load(@Nullable Path own) {
    return new Skills(DataFile.load(own, Skills.class, "/dispatch/skills.csv", COLUMNS));
  }

  boolean isKnown(String code) {
    return byCode.containsKey(code);
  }

  /** Whether it counts only with a certificate that ends some day. */
  boolean needsCertificate(String code) {
    Skill skill = byCode.get(code);
    return skill != null && skill.certificate();
  }

  /** In the order of the file. */
  Collection<Skill> all() {
    return byCode.values();
  }
}
