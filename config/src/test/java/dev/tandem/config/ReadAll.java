/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.nio.file.Path;
import java.util.Arrays;

/** Reads the files named as arguments, in a process whose memory a test has chosen. */
final class ReadAll {
  private ReadAll() {}

  @SuppressWarnings("SystemOut") // a test reads it
  public static void main(String[] files) {
    long refused =
        Arrays.stream(files)
            .map(file -> ConfigReader.read(Path.of(file), name -> null))
            .filter(ConfigResult.Invalid.class::isInstance)
            .count();
    System.out.println("refused " + refused);
  }
}
