/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of rules that rows break and that only warn: at first of each row, then of ever more
 * together, so that a rule that half a table breaks does not fill the log.
 */
public final class Warnings {
  private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

  private final Map<String, Long> broken = new HashMap<>();

  /** Counts a row; used by one thread. */
  public void broken(String entity, String rule) {
    long count = broken.merge(entity + ": rule " + rule, 1L, Long::sum);
    if (Long.bitCount(count) == 1) {
      LOG.warn("{}: {} rows break rule {}, and are written all the same", entity, count, rule);
    }
  }
}
