/** Small tables that a company may edit. */
@NullMarked
package io.lamplighter.kit.data;

import org.jspecify.annotations.NullMarked;
