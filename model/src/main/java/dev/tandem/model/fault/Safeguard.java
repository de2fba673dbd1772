/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.fault;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * A protection that a test may switch off, to prove that it would notice its absence. All are on
 * unless the system property {@value #PROPERTY} lists one; nothing else may read that property.
 */
public enum Safeguard {
  /** Invariant 3: a target row is only written by a newer version. */
  VERSION_GUARD,
  /** A sink that lost a lane can no longer move its position. */
  EPOCH_FENCE,
  /** Invariant 4: a delete leaves its version behind. */
  TOMBSTONES,
  /** Records and source offset are published in one Kafka transaction, by one capture at a time. */
  CAPTURE_TRANSACTION;

  /** The system property that lists the safeguards to switch off, parted by commas. */
  public static final String PROPERTY = "tandem.test.safeguards-off";

  private static final Set<Safeguard> OFF = parse(System.getProperty(PROPERTY, ""));

  /** Whether the protection is in force. */
  public boolean on() {
    return !OFF.contains(this);
  }

  private static Set<Safeguard> parse(String text) {
    Set<Safeguard> off =
        Arrays.stream(text.split(","))
            .filter(name -> !name.isBlank())
            .map(name -> valueOf(name.strip()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Safeguard.class)));
    if (!off.isEmpty()) {
      LoggerFactory.getLogger(Safeguard.class)
          .error("{} switched off by {}: this process may corrupt its target", off, PROPERTY);
    }
    return off;
  }
}
