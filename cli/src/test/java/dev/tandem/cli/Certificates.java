/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** Certificates of a test's own, each signed by itself. */
record Certificates(Path folder) {
  static final String PASSWORD = "changeit";
  private static final String ALIAS = "key";

  /**
   * Makes a key and its certificate.
   *
   * @param name the common name, too; that of a principal of Kafka
   * @param address {@code ip:127.0.0.1} or {@code dns:name}: whom it belongs to
   */
  Certificates make(String name, String address) {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder command =
        new ProcessBuilder(
            keytool, "-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-keysize", "2048");
    command.command().addAll(java.util.List.of("-dname", "CN=" + name, "-ext", "san=" + address));
    command.command().addAll(java.util.List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.command().addAll(java.util.List.of("-keystore", keyStore(name).toString()));
    try {
      assertThat(command.inheritIO().start().waitFor()).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return this;
  }

  /** The file with key and certificate. */
  Path keyStore(String name) {
    return folder.resolve(name + "-key.p12");
  }

  private KeyStore read(String name) {
    try (InputStream in = Files.newInputStream(keyStore(name))) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Certificate certificate(String name) {
    try {
      return read(name).getCertificate(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A file that trusts these certificates alone. */
  Path trustStore(String... names) {
    Path file = folder.resolve(String.join("-", names) + "-trust.p12");
    if (Files.exists(file)) {
      return file; // clients may be reading it
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (String name : names) {
        trusted.setCertificateEntry(name, certificate(name));
      }
      trusted.store(out, PASSWORD.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    return file;
  }

  /** The certificate as servers read it. */
  Path certificatePem(String name) {
    try {
      return pem(name + ".crt", "CERTIFICATE", certificate(name).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The key as servers read it. */
  Path keyPem(String name) {
    try {
      Key key = read(name).getKey(ALIAS, PASSWORD.toCharArray());
      return pem(name + ".key", "PRIVATE KEY", key.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Path pem(String file, String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    try {
      Path written =
          Files.writeString(
              folder.resolve(file),
              "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
      return Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
