// What any program of C++ costs to start: with the standard library, since every real one has it.
#include <string>

int main(int count, char** words) { return std::string(words[0]).size() > 0 && count > 0 ? 0 : 1; }
