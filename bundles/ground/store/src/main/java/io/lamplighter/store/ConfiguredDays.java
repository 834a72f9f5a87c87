package io.lamplighter.store;

import java.io.IOException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the company has set, asked each time: a change needs no restart. */
record ConfiguredDays(ConfigurationAdmin configurations) implements Retention.Days {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredDays.class);
  private static final int FOR_EVER = 0;

  @Override
  public int of(String pid, RetentionRule rule) {
    String key = rule.key();
    if (key == null) {
      return rule.days();
    }
    try {
      Configuration[] found = configurations.listConfigurations("(service.pid=" + pid + ")");
      Object set = found == null ? null : found[0].getProperties().get(key);
      return set == null ? rule.days() : Integer.parseInt(set.toString().strip());
    } catch (NumberFormatException e) {
      // Rather too long than what cannot be had again.
      LOG.warn("{}: {} is not a number of days, so {} is kept", pid, key, rule.table());
      return FOR_EVER;
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
