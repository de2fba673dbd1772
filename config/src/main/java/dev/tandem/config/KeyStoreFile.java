/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A key store file, PKCS #12 or JKS.
 *
 * @param file absolute
 */
public record KeyStoreFile(Path file, Optional<Secret> password) {}
