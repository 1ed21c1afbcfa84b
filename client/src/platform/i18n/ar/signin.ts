import type { Same } from '../catalogue.ts';
import type { signin as fr } from '../fr/signin.ts';

export const signin: Same<typeof fr> = {
  'signin.title': 'تسجيل الدخول',
  'signin.email': 'البريد الإلكتروني',
  'signin.password': 'كلمة المرور',
  'signin.show': 'إظهار كلمة المرور',
  'signin.submit': 'تسجيل الدخول',
  'signin.forgot': 'نسيت كلمة المرور؟ اطلب غيرها من مدير النظام في البلدية.',
  'signin.languages': 'اللغة',
  'signin.foot': 'الاستضافة لدى بلديتكم. دون أي اتصال بطرف ثالث.',
};
