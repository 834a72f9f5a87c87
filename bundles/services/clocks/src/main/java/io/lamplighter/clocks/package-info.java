/** Time limits: how they are counted, which rules set them, and what runs against them. */
@NullMarked
package io.lamplighter.clocks;

import org.jspecify.annotations.NullMarked;
