/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's transforms, in a jar made here as a user would make it. */
class OwnTransformsTest {
  private static final String SERVICE =
      "META-INF/services/dev.tandem.model.transform.TransformFactory";
  private static final String SOURCE =
      """
      package acme;

      import dev.tandem.model.transform.*;
      import dev.tandem.model.type.*;

      public final class Own implements TransformFactory {
        public TransformDescription description() {
          return new TransformDescription("%s", "Repeats text.", "again(2)", "a", "aa");
        }

        public Transform create(Arguments arguments) throws MalformedTransform {
          int times = arguments.number(0, 1, 9);
          if (times == 9) {
            throw new IllegalStateException("nine");
          }
          return value -> {
            if (value instanceof Value.Int) {
              throw new Refused(ValueError.TRANSFORM, "only text");
            }
            String text = ((Value.Text) value).value();
            return text.isEmpty() ? null : new Value.Text(text.repeat(times));
          };
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void shouldBeFoundBesideTandemsOwn() throws Exception {
    try (URLClassLoader jar = jar("again(times)", "acme.Own")) {
      Transforms transforms = Transforms.builtIn().with(jar);
      assertThat(transforms.names()).contains("trim", "again");
      assertThat(transforms.descriptions())
          .contains(
              new TransformDescription("again(times)", "Repeats text.", "again(2)", "a", "aa"));
      assertThat(transforms.parse(List.of("trim", "again(3)")).apply(new Value.Text(" a ")))
          .isEqualTo(new Value.Text("aaa"));
      assertThatThrownBy(() -> transforms.parse("again(0)"))
          .hasMessage("again: times must be a whole number from 1 to 9, not '0'");
      assertThatThrownBy(() -> transforms.parse("again(9)"))
          .isInstanceOf(MalformedTransform.class)
          .hasMessage("again: acme.Own failed with java.lang.IllegalStateException: nine");
      assertThatThrownBy(() -> transforms.parse("again")).isInstanceOf(MalformedTransform.class);
      assertThat(Transforms.builtIn().names()).doesNotContain("again");
    }
  }

  /** What a user's exception says may hold the value. */
  @Test
  void shouldRefuseTheValueWhenItFails() throws Exception {
    try (URLClassLoader jar = jar("again(times)", "acme.Own")) {
      Transform again = Transforms.builtIn().with(jar).parse("again(3)");
      assertRefused(again, new Value.Bool(true), "again: failed with ClassCastException");
      assertRefused(again, new Value.Text(""), "again: failed with NullPointerException");
      assertRefused(again, new Value.Int(1), "again: only text");
    }
  }

  private static void assertRefused(Transform transform, Value value, String reason) {
    assertThatThrownBy(() -> transform.apply(value))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.error().code()).isEqualTo("E_TRANSFORM"))
        .hasMessage(reason);
  }

  @Test
  void shouldNotTakeANameThatIsTaken() throws Exception {
    try (URLClassLoader jar = jar("trim(times)", "acme.Own")) {
      assertThatThrownBy(() -> Transforms.builtIn().with(jar))
          .isInstanceOf(MalformedTransform.class)
          .hasMessage("there is already a transform 'trim' beside acme.Own");
    }
  }

  @Test
  void shouldSayWhyItCannotBeLoaded() throws Exception {
    try (URLClassLoader jar = jar("Again!", "acme.Own")) {
      assertThatThrownBy(() -> Transforms.builtIn().with(jar))
          .isInstanceOf(MalformedTransform.class)
          .hasMessageContaining("'Again!' is no signature");
    }
    try (URLClassLoader jar = jar("again", "acme.Missing")) {
      assertThatThrownBy(() -> Transforms.builtIn().with(jar))
          .isInstanceOf(MalformedTransform.class)
          .hasMessageContaining("acme.Missing not found");
    }
  }

  private URLClassLoader jar(String signature, String listed) throws IOException {
    Path source = directory.resolve("acme/Own.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, SOURCE.formatted(signature));
    String[] options = {
      "-cp", System.getProperty("java.class.path"), "-proc:none", source.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
    Path jar = Files.createTempFile(directory, "own", ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      write(entries, SERVICE, listed.getBytes(StandardCharsets.UTF_8));
      write(entries, "acme/Own.class", Files.readAllBytes(directory.resolve("acme/Own.class")));
    }
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
  }

  private static void write(JarOutputStream entries, String name, byte[] content)
      throws IOException {
    entries.putNextEntry(new JarEntry(name));
    entries.write(content);
  }
}
