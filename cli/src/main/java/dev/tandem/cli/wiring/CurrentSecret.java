/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.config.Secret;
import dev.tandem.model.error.TandemException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret as its reference says it now. Whoever connects asks for it then and keeps it no longer,
 * so that a password may be changed while the pipeline runs. Safe for several threads.
 */
final class CurrentSecret implements Supplier<String> {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentSecret.class);

  private Secret last;

  CurrentSecret(Secret first) {
    this.last = first;
  }

  /** While the file is being replaced there may be none: the last one is as good as any then. */
  @Override
  public synchronized String get() {
    if (!last.canChange()) {
      return last.value();
    }
    try {
      last = last.reread(System::getenv);
    } catch (TandemException e) {
      LOG.warn("{} The one read before is used.", e.line());
    }
    return last.value();
  }

  /** Holds no secret. */
  @Override
  public String toString() {
    return last.toString();
  }
}
