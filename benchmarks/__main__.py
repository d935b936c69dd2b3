"""`python -m benchmarks [NAME…]`: runs the named benchmarks, or all."""

import importlib
import pkgutil
import sys

import benchmarks

if __name__ == "__main__":
    found = pkgutil.iter_modules(benchmarks.__path__)
    names = [module.name for module in found if module.name != "__main__" and not module.ispkg]
    for name in sys.argv[1:] or names:
        importlib.import_module(f"benchmarks.{name}").main()
