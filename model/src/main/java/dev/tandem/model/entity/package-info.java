/* SPDX-License-Identifier: Apache-2.0 */
/** What targets are made of: entity schemas, keys, rows, versions and changes. */
@NullMarked
package dev.tandem.model.entity;

import org.jspecify.annotations.NullMarked;
