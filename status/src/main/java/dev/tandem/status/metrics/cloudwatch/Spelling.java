/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How names look in CloudWatch: as docs/metrics.md says, and so that none is refused. */
final class Spelling {
  private static final Pattern STATISTIC = Pattern.compile("\\.value$");
  private static final Pattern REFUSED = Pattern.compile("[^ -~]");

  /** A value must not be empty: a dimension without one is left out. */
  static final MeterFilter FILLED =
      new MeterFilter() {
        @Override
        public Meter.Id map(Meter.Id id) {
          return id.replaceTags(
              id.getTags().stream().filter(tag -> !tag.getValue().isBlank()).toList());
        }
      };

  static final NamingConvention NAMES =
      new NamingConvention() {
        /** Micrometer appends it, to tell the values of one meter apart: ours have one each. */
        @Override
        public String name(String name, Meter.Type type, @Nullable String baseUnit) {
          return STATISTIC.matcher(name).replaceFirst("");
        }

        /** One character beyond ASCII has all metrics of a request refused. */
        @Override
        public String tagValue(String value) {
          return REFUSED
              .matcher(value)
              .replaceAll(found -> String.format("\\\\u%04x", found.group().codePointAt(0)));
        }
      };

  private Spelling() {}
}
