/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DemoReportTest {

  @Test
  void shouldSayThatItWasNoSqlServer() {
    assertThat(report(DemoSource.SQLSERVER).json()).startsWith("{\"source\":\"sqlserver-double\",");
    assertThat(report(DemoSource.SQLSERVER).lines()).anyMatch(line -> line.contains("stand-in"));
    assertThat(report(DemoSource.MYSQL).json()).startsWith("{\"source\":\"mysql\",");
    assertThat(report(DemoSource.MYSQL).lines()).noneMatch(line -> line.contains("stand-in"));
  }

  private static DemoReport report(DemoSource source) {
    return new DemoReport(source, 100, 10, List.of(), 0, 50, new Histogram(3), 4);
  }
}
