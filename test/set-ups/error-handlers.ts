import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    'app.setErrorHandler(f);\napp.use((err, req, res, next) => { res.status(500).json({ error: err.stack }); });\napp.use((req, res) => {});',
    ['handler handle', 'handler handle', 'answer leak what=stack'],
  ],
  ['a.ts', "res.json({ stack: process.env.NODE_ENV === 'development' ? err.stack : undefined });", []],
  [
    'a.py',
    '@app.exception_handler(E)\ndef f(r, e):\n    return JSONResponse({"t": traceback.format_exc()})\napp = FastAPI(debug=True)\nraise HTTPException(status_code=500, detail=str(e))',
    ['handler handle', 'answer leak what=stack', 'framework debug on', 'answer leak what=message'],
  ],
  ['settings.py', 'DEBUG = True', ['Django debug on setting=DEBUG']],
  ['settings_dev.py', 'DEBUG = True', []],
  [
    'a.go',
    'package a\nfunc f() { http.Error(w, err.Error(), 500); c.JSON(400, err.Error()); gin.SetMode(gin.DebugMode) }',
    ['answer leak what=message', 'Gin debug on'],
  ],
  [
    'A.java',
    '@RestControllerAdvice class A { @ExceptionHandler void f() { r.body(ExceptionUtils.getStackTrace(e)); } }',
    ['handler handle', 'handler handle', 'answer leak what=stack'],
  ],
  [
    'config/environments/production.rb',
    'config.consider_all_requests_local = true',
    ['Rails debug on setting=config.consider_all_requests_local'],
  ],
  [
    'a.rb',
    'rescue_from E do |e|\n  render json: { t: e.backtrace }\nend',
    ['handler handle', 'answer leak what=stack'],
  ],
  [
    'config/app.php',
    "<?php return ['debug' => env('APP_DEBUG', true)];",
    ['Laravel debug on setting=app.debug'],
  ],
  [
    'a.php',
    "<?php ini_set('display_errors', 1); return response()->json(['t' => $e->getTraceAsString(), 'm' => $e->getMessage()]);",
    ['PHP debug on', 'answer leak what=stack'],
  ],
];

export default samples;
