/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The declaration of keys, and how nodes are read by them: each key is declared once, for the
 * reader and the reference alike. Nothing here knows a key of tandem.yaml.
 */
@NullMarked
package dev.tandem.config.key;

import org.jspecify.annotations.NullMarked;
