package io.lamplighter.journal;

import io.lamplighter.api.journal.Seals.Damage;
import io.lamplighter.api.journal.Seals.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has seen being touched. It is not forgotten while the process lives, whatever
 * is put back meanwhile; the log has it for longer.
 */
final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final int MAX = 50;

  private final Map<String, Finding> seen = new LinkedHashMap<>();

  synchronized void raise(Damage damage, long block, String detail) {
    if (seen.size() < MAX
        && seen.putIfAbsent(detail, new Finding(damage, block, null, detail)) == null) {
      LOG.error(
          "The journal may have been tampered with, run lamp:verify. Block {}: {}", block, detail);
    }
  }

  /** Those that a verification could not find by itself any more: entries it names one by one. */
  synchronized List<Finding> tampering() {
    return seen.values().stream().filter(f -> f.damage() != Damage.INSERTED).toList();
  }

  synchronized List<Finding> all() {
    return List.copyOf(seen.values());
  }
}
