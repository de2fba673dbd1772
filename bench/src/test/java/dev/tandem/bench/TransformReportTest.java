/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TransformReportTest {
  private final TransformReport report =
      new TransformReport(
          new TreeMap<>(
              Map.of(
                  MappingVariant.PLAIN,
                  List.of(sample(90_000), sample(200_000), sample(210_000)),
                  MappingVariant.RULES,
                  List.of(sample(50_000), sample(70_000)))),
          List.of(sample(400_000)));

  @Test
  void shouldPutTheMediansIntoJson() {
    assertThat(report.json())
        .isEqualTo(
            "{\"eventsPerSecondPerCorePlain\":200000,\"eventsPerSecondPerCoreRules\":60000,"
                + "\"recordsReadPerSecondPerCore\":400000}");
  }

  @Test
  void shouldShowMedianAndSpreadOfTheWholeAndOfEachStep() {
    assertThat(report.table().lines().map(line -> line.strip().split(" +")))
        .contains(
            new String[] {"plain", "whole", "200,000", "90,000", "210,000", "5.00", "100", "%"},
            new String[] {"plain", "decode", "400,000", "180,000", "420,000", "2.50", "50", "%"},
            new String[] {"rules", "encode", "300,000", "250,000", "350,000", "3.33", "20", "%"},
            new String[] {"sink", "read", "400,000", "400,000", "400,000", "2.50", "100", "%"});
  }

  private static TransformReport.Sample sample(double rate) {
    return new TransformReport.Sample(rate, Map.of("decode", 50.0, "map", 30.0, "encode", 20.0));
  }
}
