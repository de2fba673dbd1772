/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports are kept: {@code load.html} to be looked at and {@code load.json} to be read. */
public record ReportFolder(Path folder) {

  /**
   * Makes sure that it is there before a long test has run for nothing.
   *
   * @throws TandemException when it cannot be
   */
  public void prepare() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /**
   * Writes both, over those of an earlier test.
   *
   * @return the page
   */
  public Path write(LoadResult result) {
    try {
      Files.writeString(folder.resolve("load.json"), LoadJson.file(result));
      return Files.writeString(folder.resolve("load.html"), LoadPage.of(result));
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private TandemException refused(IOException e) {
    return new TandemException(
        LoadCode.REPORT,
        "The report cannot be written to " + folder + ". " + LoadCode.REPORT.remedy(),
        e);
  }
}
