/** What resources at the door have in common. */
@NullMarked
package io.lamplighter.kit.http;

import org.jspecify.annotations.NullMarked;
