package io.lamplighter.clocks;

import io.lamplighter.api.Text;
import io.lamplighter.kit.data.DataFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For what a clock may stand still (data: {@code pauses.csv}).
 *
 * @param evidence what has to prove it: {@code entry} of the journal, {@code document} with its
 *     number, or {@code any} of both
 */
record PauseReason(String reason, String evidence, Text name) {
  static final String COLUMNS = "reason,evidence,zh,en";

  /**
   * By their words.
   *
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Map<String, PauseReason> load(@Nullable Path own) {
    return of(DataFile.load(own, PauseReason.class, "/clocks/pauses.csv", COLUMNS));
  }

  static Map<String, PauseReason> of(DataFile file) {
    Map<String, PauseReason> reasons = new LinkedHashMap<>();
    for (DataFile.Line line : file.lines()) {
      String reason = line.field(0);
      if (!reason.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        throw line.wrong("reason '" + reason + "' is no word of letters, digits and dashes");
      }
      if (!line.field(1).matches("entry|document|any")) {
        throw line.wrong("evidence is entry, document or any, not '" + line.field(1) + "'");
      }
      Text name = new Text(line.field(3), line.field(2));
      if (reasons.put(reason, new PauseReason(reason, line.field(1), name)) != null) {
        throw line.wrong("'" + reason + "' stands here twice");
      }
    }
    return reasons;
  }
}
