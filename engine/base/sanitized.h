// JURAT_SANITIZED: 1 where a sanitizer watches memory or threads, which then has a heap and an end of the
// program of its own; else 0.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define JURAT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define JURAT_SANITIZED 1
#endif
#endif

#ifndef JURAT_SANITIZED
#define JURAT_SANITIZED 0
#endif
