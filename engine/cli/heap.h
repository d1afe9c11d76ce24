// The heap of the program, made ready for a short run.
#pragma once

namespace jurat {

// A run from a bundle is over in milliseconds, and most of them went into faults on fresh pages, one for each
// 4 KiB that is written to the first time. Lets the heap grow in large steps and be backed by large pages,
// where the system has them. Call it once, first of all.
void prepareHeap();

}  // namespace jurat
